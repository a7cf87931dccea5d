import { CREATE_PARTICIPANT, FETCH_PARTICIPANT } from '../../../api/endpoints';
import { defineUsing } from '../../../shared/fields/asJson';
import { withFirstRow } from '../../../shared/fields/fixedCollection';
import { atLeastOne } from '../../../shared/fields/required';
import { additionalFieldsCollection } from '../../../shared/parameters/additionalFields';
import { addresses, addressesJson } from '../../../shared/parameters/addresses';
import { conversationId } from '../../../shared/parameters/ids';
import {
	participantName,
	participantType,
	profileId,
} from '../../../shared/parameters/participants';
import { simplified } from '../../../shared/simplified/participant';
import { explainClosed } from '../closedConversation';
import { defineOperation } from '../define';
import { createOnce, tryKey } from '../makeOnce';
import { explainOwner } from '../addressOwner';
import { recordOutput, shorten } from '../shorten';

const additionalFields = additionalFieldsCollection([participantName, profileId, participantType]);

/** Nobody takes part without an address. */
const needed = {
	addresses: withFirstRow(atLeastOne(addresses())),
	addressesJson: atLeastOne(addressesJson()),
};

export const create = defineOperation({
	name: 'Create',
	value: 'create',
	action: 'Create a participant',
	description: 'Add a participant to a conversation',
	endpoint: CREATE_PARTICIPANT,
	explain: explainClosed,
	fields: [
		conversationId,
		defineUsing,
		needed.addresses,
		needed.addressesJson,
		additionalFields,
		...recordOutput(simplified),
	],
	toBody: (input) => ({ ...input.additionalFields, addresses: input.addresses }),
	async execute(run, { body, ...input }) {
		const { client, endpoint, ids } = run;
		const { conversationId: id } = ids;
		const key = tryKey(run, 'add', id, body);
		const what = `the participant to the conversation "${id}"`;
		// Twilio gives an address of a conversation to one participant only.
		const making = { done: 'added', what, wayOut: undefined };
		const answer = await createOnce(run, key, making, {
			create: async () => await client.request(endpoint, { ids, body }),
			read: async (participantId) =>
				await client.request(FETCH_PARTICIPANT, { ids: { ...ids, participantId } }),
		}).catch((error: unknown) => {
			throw explainOwner(client, error);
		});
		return [shorten(answer.body, input, simplified)];
	},
});
