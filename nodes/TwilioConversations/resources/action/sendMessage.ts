import { CREATE_ACTION } from '../../../api/endpoints';
import { defineUsing } from '../../../shared/fields/asJson';
import { additionalFieldsCollection } from '../../../shared/parameters/additionalFields';
import { conversationId } from '../../../shared/parameters/ids';
import { contentFields, messageContent, text } from '../../../shared/parameters/messageContent';
import { explainClosed } from '../closedConversation';
import { defineOperation } from '../define';
import { withChannels } from './channelOf';
import { from, to, toJson } from './fromAndTo';
import { send, sendingOptions } from '../sending';

const additionalFields = additionalFieldsCollection(contentFields);

export const sendMessage = defineOperation({
	name: 'Send',
	value: 'sendMessage',
	action: 'Send a message',
	description: 'Send a message in a conversation',
	endpoint: CREATE_ACTION,
	explain: explainClosed,
	fields: [conversationId, from, defineUsing, to, toJson, text, additionalFields, sendingOptions],
	toBody(input) {
		return {
			from: input.from,
			to: input.to,
			...messageContent(input.text, input.additionalFields),
		};
	},
	async execute(run, { body, options }) {
		const prepare = async () => ({ payload: await withChannels(run.client, run.ids, body) });
		return [await send(run, body, options, prepare)];
	},
});
