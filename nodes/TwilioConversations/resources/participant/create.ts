import { CREATE_PARTICIPANT } from '../../../api/endpoints';
import { enteredOnce } from '../../../shared/fields/asJson';
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
import { explainOwner } from '../addressOwner';
import { recordOutput, shorten } from '../shorten';

const additionalFields = additionalFieldsCollection([
	addressesJson,
	participantName,
	profileId,
	participantType,
]);

export const create = defineOperation({
	name: 'Create',
	value: 'create',
	action: 'Create a participant',
	description: 'Add a participant to a conversation',
	endpoint: CREATE_PARTICIPANT,
	explain: explainClosed,
	fields: [conversationId, addresses, additionalFields, ...recordOutput(simplified)],
	toBody: ({ addresses: entered, additionalFields: { addresses: asJson, ...others } }) => ({
		...others,
		addresses: enteredOnce(addresses, entered, asJson),
	}),
	async execute({ client, endpoint, ids }, { body, ...input }) {
		const answer = await client.request(endpoint, { ids, body }).catch((error: unknown) => {
			throw explainOwner(client, error);
		});
		return [shorten(answer.body, input, simplified)];
	},
});
