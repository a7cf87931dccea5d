import { conversationId, participantId, shorten, simplify } from '../common';
import { defineOperation } from '../define';
import { FETCH_PARTICIPANT } from '../endpoints';
import { collection } from '../fields/composite';
import { optionsOf } from '../fields/options';
import { addresses, addressesJson, participantType } from '../fields/participants';
import { filled } from '../fields/presence';
import { flag } from '../fields/scalar';
import { clearableText } from '../fields/text';
import { explainOwner } from './addressOwner';
import { replacement } from './replacement';
import { simplified } from '../../../shared/simplified/participant';

const updateFields = collection(
	'updateFields',
	'Update Fields',
	[
		filled(addresses),
		addressesJson,
		clearableText('name', 'Name', {
			placeholder: 'e.g. Nathan',
			description: 'New name of the participant. Leave empty to remove the name.',
		}),
		clearableText('profileId', 'Profile ID', {
			placeholder: 'e.g. mem_profile_01k1etx3jbfx88476ccja0889d',
			description: 'Profile of the customer in the memory store. Leave empty to remove it.',
		}),
		filled(participantType),
	],
	{ atLeastOne: true },
);

const sendOnlyEntered = filled(
	flag('sendOnlyEntered', 'Send Only What Is Entered', true, {
		description:
			'Whether to send the update fields alone, so that Twilio clears all others. Otherwise the participant is read first, and the others stay as they are.',
	}),
);

export const update = defineOperation({
	name: 'Update',
	value: 'update',
	action: 'Update participant',
	description: 'Change name, type, profile or addresses of a participant. The others stay.',
	endpoint: {
		method: 'PUT',
		path: '/v2/Conversations/{conversationId}/Participants/{participantId}',
	},
	fields: [conversationId, participantId, updateFields, optionsOf(sendOnlyEntered), simplify],
	async execute({ client, endpoint, ids }, input) {
		const current =
			input.options.sendOnlyEntered === true
				? {}
				: (await client.request(FETCH_PARTICIPANT, { ids })).body;
		const body = replacement(current, input.updateFields);
		const answer = await client.request(endpoint, { ids, body }).catch((error: unknown) => {
			throw explainOwner(client, error);
		});
		return [shorten(answer.body, input.simplify, simplified)];
	},
});
