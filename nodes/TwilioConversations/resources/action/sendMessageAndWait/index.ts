import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { TwilioClient } from '../../../../api/client';
import { FETCH_CONVERSATION } from '../../../../api/endpoints';
import { asFilledText } from '../../../../api/json';
import { assertPublic } from '../../../../shared/callbacks/callbackUrl';
import {
	callbacksOf,
	conversationList,
	readConversation,
} from '../../../../shared/callbacks/conversationList';
import { isLeftoverOf, questionUrl } from '../../../../shared/callbacks/questionUrl';
import { addUrl } from '../../../../shared/callbacks/statusCallbacks';
import { defineUsing } from '../../../../shared/fields/asJson';
import { additionalFieldsCollection } from '../../../../shared/parameters/additionalFields';
import { conversationId } from '../../../../shared/parameters/ids';
import { contentFields, messageContent, text } from '../../../../shared/parameters/messageContent';
import { explainClosed } from '../../closedConversation';
import { defineOperation } from '../../define';
import { withChannels } from '../channelOf';
import { from, to, toJson } from '../fromAndTo';
import { send } from '../../sending';
import { answerAmong, messagesSince } from './messages';
import { closed, timedOut, waiting } from './outcome';
import {
	limitWaitTime,
	options,
	readJudging,
	resumeAmount,
	resumeUnit,
	waitLimit,
} from './parameters';
import { type Question, whoIsAsked } from './question';
import { takeOut } from './takeOut';

export const sendMessageAndWait = defineOperation({
	name: 'Send and Wait for Reply',
	value: 'sendMessageAndWait',
	action: 'Send a message and wait for reply',
	description:
		'Send a message in a conversation, and go on when the customer replies, when the conversation is closed, or when the time is over. Not for AI agents: n8n cannot wait in a tool.',
	endpoint: FETCH_CONVERSATION,
	waits: true,
	explain: explainClosed,
	fields: [
		conversationId,
		from,
		defineUsing,
		to,
		toJson,
		text,
		limitWaitTime,
		resumeAmount,
		resumeUnit,
		additionalFieldsCollection(contentFields),
		options,
	],
	toBody(input) {
		return {
			payload: {
				from: input.from,
				to: input.to,
				...messageContent(input.text, input.additionalFields),
			},
			judging: readJudging(input.options),
			limitMs: waitLimit(input),
		};
	},
	async execute(run, { text: wording, body, options: chosen }) {
		const { client, ids, suspension } = run;
		const { judging, limitMs } = body;
		const now = Date.now();
		const until = limitMs === undefined ? undefined : new Date(now + limitMs);
		const url = questionUrl(suspension.resumeUrl(), until);
		if (chosen.allowPrivateUrl !== true) assertPublic(client.node, url, 'this step');
		await suspension.assertVerifiable();

		const conversation = await readOpen(client, ids.conversationId);
		const payload = await withChannels(client, ids, body.payload);
		const asked = whoIsAsked(payload, conversation.participants);
		if (asked.length === 0) throw asksItself(client);
		const list = conversationList(client, ids.conversationId);
		const ask = async () => {
			await addUrl(client, list, url, callbacksOf(conversation) ?? [], isLeftoverOf(url, now));
			return await send(run, payload, { maxWait: chosen.maxWait }, async () => ({ payload }));
		};
		const action = await ask().catch(async (error: unknown) => {
			await takeOut(client, ids.conversationId, url);
			throw error;
		});
		const question: Question = {
			...{ url, ...ids, ...judging, ...payload, asked },
			actionId: String(action.id),
			text: wording,
			askedAt: asFilledText(action.createdAt),
		};
		const early = await lookBeforeWaiting(client, question);
		if (early !== undefined) return [early];
		await suspension.suspend(until, { ...question }, timedOut(question));
		return [waiting(question)];
	},
});

/** @throws NodeOperationError when no reply could ever come */
async function readOpen(client: TwilioClient, id: string): Promise<IDataObject> {
	const conversation = await readConversation(client, id);
	if (conversation.status !== 'CLOSED') return conversation;
	throw new NodeOperationError(
		client.node,
		`The conversation "${id}" is closed, so nobody can reply`,
		{
			description:
				'Nothing was sent. Closed is final at Twilio: create a new conversation instead.',
		},
	);
}

function asksItself({ node }: TwilioClient) {
	return new NodeOperationError(node, "'To' has nobody but the sender, so nobody can reply", {
		description: 'Nothing was sent. Enter the address of the customer, or the participant.',
	});
}

/**
 * n8n turns callbacks away until the execution waits, so what came by then is looked for. The message
 * was sent: whatever goes wrong now, the step goes on to wait.
 *
 * @returns what the step puts out, where it need not wait
 */
async function lookBeforeWaiting(
	client: TwilioClient,
	question: Question,
): Promise<IDataObject | undefined> {
	const { conversationId: id, url } = question;
	const look = async () => {
		const { status } = await readConversation(client, id);
		// Last of all: what comes from now on, until n8n has saved the execution, is only found when Twilio
		// reports anything else.
		const answer = answerAmong(question, await messagesSince(client, question));
		if (status === 'CLOSED') return answer ?? closed(question);
		if (answer !== undefined) await takeOut(client, id, url);
		return answer;
	};
	return await look().catch((error: unknown) => {
		if (client.cancellation.isCancelled) throw error;
		return undefined;
	});
}
