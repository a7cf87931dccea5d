import { CREATE_ACTION } from '../../../api/endpoints';
import { waitForAction } from '../../../api/jobs/action';
import { explainClosed } from '../closedConversation';
import { conversationId } from '../../../shared/parameters/ids';
import { contentFields, messageContent, text } from '../../../shared/parameters/messageContent';
import { maxWait, waitTime, waitUntilSent } from '../../../shared/parameters/waiting';
import { defineOperation } from '../define';
import { additionalFieldsCollection } from '../../../shared/parameters/additionalFields';
import { enteredOnce } from '../../../shared/fields/asJson';
import { optionsCollection } from '../../../shared/parameters/commonOptions';
import { from, to, toJson } from './fromAndTo';

const additionalFields = additionalFieldsCollection([...contentFields, toJson]);

const options = optionsCollection(maxWait, waitUntilSent);

export const sendMessage = defineOperation({
	name: 'Send',
	value: 'sendMessage',
	action: 'Send a message',
	description: 'Send a message in a conversation',
	endpoint: CREATE_ACTION,
	explain: explainClosed,
	fields: [conversationId, from, to, text, additionalFields, options],
	toBody(input) {
		const { to: asJson, ...others } = input.additionalFields;
		return {
			type: 'SEND_MESSAGE',
			payload: {
				from: input.from,
				to: enteredOnce(to, input.to, asJson),
				...messageContent(input.text, others),
			},
		};
	},
	async execute({ client, endpoint, ids }, { body, options: chosen }) {
		const answer = await client.request(endpoint, { ids, body });
		if (chosen.waitForCompletion === false) return [answer.body];
		return [await waitForAction(client, ids.conversationId, answer, waitTime(chosen))];
	},
});
