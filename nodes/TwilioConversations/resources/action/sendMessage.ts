import { CREATE_ACTION } from '../../../api/endpoints';
import { waitForAction } from '../../../api/jobs/action';
import { explainClosed } from '../closedConversation';
import { conversationId } from '../../../shared/parameters/ids';
import { maxWait, waitTime } from '../../../shared/parameters/waiting';
import { defineOperation } from '../define';
import { additionalFieldsCollection } from '../../../shared/parameters/additionalFields';
import { defineUsing } from '../../../shared/fields/asJson';
import { jsonField } from '../../../shared/fields/json';
import { optionsCollection } from '../../../shared/parameters/commonOptions';
import { booleanField } from '../../../shared/fields/boolean';
import {
	checkContent,
	contentId,
	mediaUrls,
	text,
	variables,
	variablesJson,
} from './messageContent';
import { from, to, toJson } from './fromAndTo';

const additionalFields = additionalFieldsCollection([
	jsonField('channelSettings', 'Channel Settings', '{ "messagingServiceSid": "MG…" }', {
		description:
			'What the channel needs besides, as an object, e.g. messagingServiceSid, statusCallback, or for chat channelId',
	}),
	contentId,
	variables,
	variablesJson,
	mediaUrls,
]);

const waitForCompletion = booleanField('waitForCompletion', 'Wait for Completion', true, {
	description:
		'Whether to wait until Twilio has sent the message or failed to. A message that is still on its way after the maximum wait is returned as PENDING.',
});

const options = optionsCollection(maxWait, waitForCompletion);

export const sendMessage = defineOperation({
	name: 'Send',
	value: 'sendMessage',
	action: 'Send a message',
	description: 'Send a message in a conversation',
	endpoint: CREATE_ACTION,
	explain: explainClosed,
	fields: [conversationId, from, defineUsing, to, toJson, text, additionalFields, options],
	toBody(input) {
		const { channelSettings, ...template } = input.additionalFields;
		const content = { ...(input.text !== undefined && { text: input.text }), ...template };
		checkContent(content);
		return {
			type: 'SEND_MESSAGE',
			payload: {
				from: input.from,
				to: input.to,
				content,
				...(channelSettings !== undefined && { channelSettings }),
			},
		};
	},
	async execute({ client, endpoint, ids }, { body, options: chosen }) {
		const answer = await client.request(endpoint, { ids, body });
		if (chosen.waitForCompletion === false) return [answer.body];
		return [await waitForAction(client, ids.conversationId, answer, waitTime(chosen))];
	},
});
