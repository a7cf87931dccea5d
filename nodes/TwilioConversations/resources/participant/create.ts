import { CREATE_PARTICIPANT } from '../../../api/endpoints';
import { explainClosed } from '../closedConversation';
import { conversationId, shorten, simplify } from '../common';
import { defineOperation } from '../define';
import { collection } from '../fields/composite';
import { enteredOnce } from '../fields/jsonTwin';
import {
	addresses,
	addressesJson,
	participantName,
	participantType,
	profileId,
} from '../fields/participants';
import { explainOwner } from './addressOwner';
import { simplified } from '../../../shared/simplified/participant';

const additionalFields = collection('additionalFields', 'Additional Fields', [
	addressesJson,
	participantName,
	profileId,
	participantType,
]);

export const create = defineOperation({
	name: 'Create',
	value: 'create',
	action: 'Create participant',
	description: 'Add a participant to a conversation',
	endpoint: CREATE_PARTICIPANT,
	explain: explainClosed,
	fields: [conversationId, addresses, additionalFields, simplify],
	toBody: ({ addresses: entered, additionalFields: { addresses: asJson, ...others } }) => ({
		...others,
		addresses: enteredOnce(addresses, entered, asJson),
	}),
	async execute({ client, endpoint, ids }, { body, ...input }) {
		const answer = await client.request(endpoint, { ids, body }).catch((error: unknown) => {
			throw explainOwner(client, error);
		});
		return [shorten(answer.body, input.simplify, simplified)];
	},
});
