import { CREATE_ACTION } from '../../../api/endpoints';
import { waitForAction } from '../../../api/jobs/action';
import { explainClosed } from '../closedConversation';
import { conversationId, maxWait, waitTime } from '../common';
import { defineOperation } from '../define';
import { collection } from '../fields/composite';
import { enteredOnce } from '../fields/jsonTwin';
import { jsonObject } from '../fields/json';
import { optionsOf } from '../fields/options';
import { flag } from '../fields/scalar';
import { checkContent, contentId, mediaUrls, text, variables, variablesJson } from './content';
import { from, to, toJson } from './ends';

const additionalFields = collection('additionalFields', 'Additional Fields', [
	jsonObject('channelSettings', 'Channel Settings', '{ "messagingServiceSid": "MG…" }', {
		description:
			'What the channel needs besides, as an object, e.g. messagingServiceSid, statusCallback, or for chat channelId',
	}),
	contentId,
	variables,
	variablesJson,
	mediaUrls,
	toJson,
]);

const waitForCompletion = flag('waitForCompletion', 'Wait for Completion', true, {
	description:
		'Whether to wait until Twilio has sent the message or failed to. A message that is still on its way after the maximum wait is returned as PENDING.',
});

const options = optionsOf(maxWait, waitForCompletion);

export const sendMessage = defineOperation({
	name: 'Send Message',
	value: 'sendMessage',
	action: 'Send message as action',
	description: 'Send a message in a conversation',
	endpoint: CREATE_ACTION,
	explain: explainClosed,
	fields: [conversationId, from, to, text, additionalFields, options],
	toBody(input) {
		const { to: asJson, channelSettings, ...template } = input.additionalFields;
		const content = { ...(input.text !== undefined && { text: input.text }), ...template };
		checkContent(content);
		return {
			type: 'SEND_MESSAGE',
			payload: {
				from: input.from,
				to: enteredOnce(to, input.to, asJson),
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
