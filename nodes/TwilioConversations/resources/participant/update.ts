import { readBefore } from '../../../api/jobs/readBefore';
import { explainClosed } from '../closedConversation';
import { conversationId, participantId, shorten, simplify } from '../common';
import { defineOperation } from '../define';
import { FETCH_PARTICIPANT, UPDATE_PARTICIPANT } from '../../../api/endpoints';
import { notice } from '../fields/notice';
import { optionsOf } from '../fields/options';
import {
	addresses,
	addressesJson,
	participantName,
	participantType,
	profileId,
} from '../fields/participants';
import { flag } from '../fields/scalar';
import { updateFieldsOf } from '../fields/updateFields';
import { explainOwner } from './addressOwner';
import { replacement } from './replacement';
import { simplified } from '../../../shared/simplified/participant';

const updateFields = updateFieldsOf(
	[addresses, addressesJson, participantName, profileId, participantType],
	// The PUT asks for none of them (Twilio OpenAPI document).
	['addresses', 'name', 'profileId', 'type'],
	{ atLeastOne: true },
);

const sendOnlyEntered = flag('sendOnlyEntered', 'Send Only What Is Entered', true, {
	description:
		'Whether to send the update fields alone, so that Twilio clears all others. Otherwise the participant is read first, and the others stay as they are.',
});

const clearsNotice = notice(
	'clearsNotice',
	"Twilio clears whatever is left out here. Remove the option 'Send Only What Is Entered' to keep it.",
	{ displayOptions: { show: { '/options.sendOnlyEntered': [true] } } },
);

export const update = defineOperation({
	name: 'Update',
	value: 'update',
	action: 'Update participant',
	description: 'Change name, type, profile or addresses of a participant. The others stay.',
	endpoint: UPDATE_PARTICIPANT,
	explain: explainClosed,
	fields: [
		conversationId,
		participantId,
		clearsNotice,
		updateFields,
		optionsOf(sendOnlyEntered),
		simplify,
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
		return [shorten(answer.body, input.simplify, simplified)];
	},
});
