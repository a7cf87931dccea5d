import { FETCH_CONVERSATION } from '../../../api/endpoints';
import { defineUsing } from '../../../shared/fields/asJson';
import { withProperty } from '../../../shared/fields/field';
import { optionalId, withDefaultId } from '../../../shared/fields/resourceLocator';
import { additionalFieldsCollection } from '../../../shared/parameters/additionalFields';
import { communicationId, conversationId } from '../../../shared/parameters/ids';
import { contentFields, messageContent, text } from '../../../shared/parameters/messageContent';
import { simplified } from '../../../shared/simplified/communication';
import { explainClosed } from '../closedConversation';
import { defineOperation } from '../define';
import { findMessage } from './answeredMessage';
import { send, sendingOptions } from '../sending';
import { turnedRound } from './turnedRound';

/**
 * Behind the trigger only the text is left to enter. All that this package puts out about a
 * conversation has its ID under this name, so the same holds behind most of its operations.
 */
const conversation = withProperty(withDefaultId(conversationId, '={{ $json.conversationId }}'), {
	description:
		'The conversation to reply in. By default the one that the step before is about, e.g. the trigger.',
});

const communication = withProperty(optionalId(communicationId), {
	description:
		"The customer's message to reply to. Leave empty to reply to the last one. To reply to the one that started the workflow, drag the ID from the data of the trigger here.",
});

/**
 * The reply goes to whoever wrote the message and to nobody else, also in a group: what is meant for
 * one of them is not told to others.
 */
export const reply = defineOperation({
	name: 'Reply',
	value: 'reply',
	action: 'Reply to the last message of a customer',
	description:
		"Reply to the customer's last message in a conversation: on the same channel, from the address that the customer wrote to",
	endpoint: FETCH_CONVERSATION,
	explain: explainClosed,
	fields: [
		conversation,
		text,
		communication,
		defineUsing,
		additionalFieldsCollection(contentFields),
		sendingOptions,
	],
	toBody: (input) => messageContent(input.text, input.additionalFields),
	async execute(run, { body, communicationId: chosen, options }) {
		const { client, ids, progress } = run;
		const prepare = async () => {
			const { message, people } = await findMessage(client, ids, chosen, progress);
			const { from, to } = turnedRound(client.node, message, people);
			const repliedTo = simplified(message, people.byId);
			return { payload: { from, to: [to], ...body }, about: { repliedTo } };
		};
		return [await send(run, { chosen, ...body }, options, prepare)];
	},
});
