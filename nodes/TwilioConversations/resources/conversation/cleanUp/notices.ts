import type { DisplayCondition } from 'n8n-workflow';

import { noticeField } from '../../../../shared/fields/notice';
import { CLOSED_IS_FINAL } from '../../../../shared/parameters/statuses';

export const closeNotice = noticeField('closeNotice', `${CLOSED_IS_FINAL}.`, {
	displayOptions: { show: { cleanUpAction: ['close'] } },
});

export const deleteNotice = noticeField(
	'deleteNotice',
	'Deletes conversations with all their messages and participants, open ones as well unless you filter by status. This cannot be undone.',
	{ displayOptions: { show: { cleanUpAction: ['delete'] } } },
);

const IS_ADDED: DisplayCondition[] = [{ _cnd: { exists: true } }];

export const inUseNotice = noticeField(
	'inUseNotice',
	"Without the filter 'Idle For' or 'Updated Before', conversations that are in use are cleaned up as well.",
	{
		displayOptions: {
			hide: { '/cleanUpFilters.idleFor': IS_ADDED, '/cleanUpFilters.updatedBefore': IS_ADDED },
		},
	},
);

export const forRealNotice = noticeField(
	'forRealNotice',
	'The next run changes conversations at Twilio. Look at the result of a dry run before.',
	{ displayOptions: { show: { dryRun: [false] } } },
);
