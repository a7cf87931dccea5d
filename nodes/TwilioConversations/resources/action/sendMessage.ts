import { CREATE_ACTION } from '../../../api/endpoints';
import { enteredOnce } from '../../../shared/fields/asJson';
import { additionalFieldsCollection } from '../../../shared/parameters/additionalFields';
import { conversationId } from '../../../shared/parameters/ids';
import { contentFields, messageContent, text } from '../../../shared/parameters/messageContent';
import { explainClosed } from '../closedConversation';
import { defineOperation } from '../define';
import { from, to, toJson } from './fromAndTo';
import { send, sendingOptions } from '../sending';

const additionalFields = additionalFieldsCollection([...contentFields, toJson]);

export const sendMessage = defineOperation({
	name: 'Send',
	value: 'sendMessage',
	action: 'Send a message',
	description: 'Send a message in a conversation',
	endpoint: CREATE_ACTION,
	explain: explainClosed,
	fields: [conversationId, from, to, text, additionalFields, sendingOptions],
	toBody(input) {
		const { to: asJson, ...more } = input.additionalFields;
		return {
			from: input.from,
			to: enteredOnce(to, input.to, asJson),
			...messageContent(input.text, more),
		};
	},
	async execute({ client, ids }, { body, options }) {
		return [await send(client, ids, body, options)];
	},
});
