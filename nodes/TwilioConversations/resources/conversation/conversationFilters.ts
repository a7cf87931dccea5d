import type { CollectionValues } from '../../../shared/fields/collection';
import { dateTimeField } from '../../../shared/fields/dateTime';
import { withProperty } from '../../../shared/fields/field';
import { multiOptionsField } from '../../../shared/fields/options';
import { optionalId } from '../../../shared/fields/resourceLocator';
import { stringField } from '../../../shared/fields/string';
import { filtersCollection } from '../../../shared/parameters/filters';
import { configurationId } from '../../../shared/parameters/ids';
import { CONVERSATION_STATUSES } from '../../../shared/parameters/statuses';

/** The filters that Get Many and Clean Up share. */
export const sharedFilters = [
	stringField('channelId', 'Channel ID', {
		trimmed: true,
		placeholder: 'e.g. CAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
		description: 'SID of a call or message: only the conversations it belongs to',
	}),
	withProperty(optionalId(configurationId), {
		description: 'Only conversations that follow this configuration',
	}),
	dateTimeField('createdBefore', 'Created Before', {
		description: 'Only conversations that were created before this moment',
	}),
	stringField('nameContains', 'Name Contains', {
		placeholder: 'e.g. Order',
		description: 'Only conversations with this text in their name, upper or lower case',
	}),
	multiOptionsField('status', 'Status', CONVERSATION_STATUSES, {
		description: 'Only conversations with one of these statuses',
	}),
] as const;

const filterFields = [
	...sharedFilters,
	dateTimeField('updatedBefore', 'Updated Before', {
		description:
			'Only conversations that have not changed since this moment, e.g. the idle ones of a clean-up',
	}),
] as const;

export const filters = filtersCollection('filters', filterFields, {
	description: 'Which conversations to return. All filters have to match.',
});

export type Filters = CollectionValues<typeof filterFields>;
