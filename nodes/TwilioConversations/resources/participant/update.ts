import { defineUsing } from '../../../shared/fields/asJson';
import { readBefore } from '../../../api/jobs/readBefore';
import { explainClosed } from '../closedConversation';
import { FETCH_PARTICIPANT, UPDATE_PARTICIPANT } from '../../../api/endpoints';
import { conversationId, participantId } from '../../../shared/parameters/ids';
import { recordOutput, shorten } from '../shorten';
import { defineOperation } from '../define';
import { noticeField } from '../../../shared/fields/notice';
import { optionsCollection } from '../../../shared/parameters/commonOptions';
import {
	participantName,
	participantType,
	profileId,
} from '../../../shared/parameters/participants';
import { addresses, addressesJson } from '../../../shared/parameters/addresses';
import { booleanField } from '../../../shared/fields/boolean';
import { updateFieldsCollection } from '../../../shared/parameters/updateFields';
import { explainOwner } from '../addressOwner';
import { replacement } from './replacement';
import { simplified } from '../../../shared/simplified/participant';

/** Somebody who adds a number must not lose the others. */
const REPLACES = 'The list replaces all addresses that are there';

const updateFields = updateFieldsCollection(
	[addresses(REPLACES), addressesJson(REPLACES), participantName, profileId, participantType],
	// The PUT requires none of them (Twilio OpenAPI document).
	['addresses', 'name', 'profileId', 'type'],
	{ atLeastOne: true },
);

/** Not for a tool: what a model leaves blank counts as not given, and must not be cleared. */
const sendOnlyEntered = booleanField('sendOnlyEntered', 'Send Only What Is Entered', true, {
	description:
		'Whether to send the update fields alone, so that Twilio clears all others. Otherwise the participant is read first, and the others stay as they are.',
	displayOptions: { hide: { '@tool': [true] } },
});

const clearsNotice = noticeField(
	'clearsNotice',
	"Twilio clears whatever is left out here. Remove the option 'Send Only What Is Entered' to keep it.",
	{ displayOptions: { show: { '/options.sendOnlyEntered': [true] } } },
);

export const update = defineOperation({
	name: 'Update',
	value: 'update',
	action: 'Update a participant',
	description: 'Change name, type, profile or addresses of a participant. The others stay.',
	endpoint: UPDATE_PARTICIPANT,
	explain: explainClosed,
	fields: [
		conversationId,
		participantId,
		clearsNotice,
		defineUsing,
		updateFields,
		...recordOutput(simplified),
		optionsCollection(sendOnlyEntered),
	],
	async execute({ client, endpoint, ids }, input) {
		const current =
			input.options.sendOnlyEntered === true
				? {}
				: await readBefore(
						'participant',
						async () => (await client.request(FETCH_PARTICIPANT, { ids })).body,
					);
		const body = replacement(current, input.updateFields);
		const answer = await client.request(endpoint, { ids, body }).catch((error: unknown) => {
			throw explainOwner(client, error);
		});
		return [shorten(answer.body, input, simplified)];
	},
});
