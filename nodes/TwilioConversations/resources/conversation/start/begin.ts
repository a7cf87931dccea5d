import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { apiError, stepError } from '../../../../api/answers/errors';
import type { Answer } from '../../../../api/answers/outcome';
import { CREATE_ACTION, FETCH_ACTION, FETCH_CONVERSATION } from '../../../../api/endpoints';
import { waitForAction } from '../../../../api/jobs/action';
import { waitTime } from '../../../../shared/parameters/waiting';
import { writeKey } from '../../asyncWrite';
import type { Run } from '../../run';
import type { SendingOptions } from '../../sending';
import { createOrReturn, readExisting } from '../existing';
import { earlierTries, type Try } from './earlierTries';
import { GOES_ON, SoFar } from './soFar';
import { withMissingAdded, type Named, participantsOf } from './whoTakesPart';

/** The requests of a start. */
export interface StartRequests {
	/** Identifies what is written to, for the key that all tries share. */
	readonly record: string;
	/** Body of the request that creates the conversation. */
	readonly conversation: IDataObject;
	readonly sides: readonly Named[];
	/** Body of the request that sends the message. */
	readonly message: IDataObject;
}

export interface Started {
	readonly conversation: IDataObject;
	readonly created: boolean;
	/** All participants, customer and own side first. */
	readonly participants: IDataObject[];
	readonly message: IDataObject;
}

/**
 * Creates or reuses the conversation, adds missing participants, and sends the message. However often
 * this step is tried within an execution, the message is sent once.
 *
 * @throws NodeApiError as `TwilioClient.request` while nothing exists yet, later an error that says
 *   first what exists; Cancelled when that came first
 */
export async function begin(
	run: Run,
	plan: StartRequests,
	waiting: SendingOptions,
): Promise<Started> {
	const { client } = run;
	const { conversation: request, message: first } = plan;
	const key = writeKey(run, {}, 'start', plan.record, { request, first });
	const earlier = earlierTries.get(key);
	if (earlier?.message !== undefined) return await sentBefore(run, key, earlier, waiting);

	const { answer, created } = await open(run, plan, earlier);
	const conversation = answer.body;
	const soFar = new SoFar(client, String(conversation.id), created);
	earlierTries.set(key, soFar.reached);
	const participants = await withMissingAdded(client, conversation, plan.sides, soFar);
	const sent = await send(run, key, plan, soFar);
	const message = await settled(run, key, sent, soFar, waiting);
	return { conversation, created, participants, message };
}

/** Continues with the conversation of an earlier try if it is still open, else creates or reuses one. */
async function open(
	{ client, endpoint }: Run,
	plan: StartRequests,
	earlier: Try | undefined,
): Promise<{ answer: Answer; created: boolean }> {
	if (earlier !== undefined) {
		const answer = await readExisting(client, earlier.conversationId);
		if (typeof answer !== 'string') return { answer, created: earlier.created };
	}
	const create = async () => await client.request(endpoint, { ids: {}, body: plan.conversation });
	const { created, ...answer } = await createOrReturn(client, create).catch((error: unknown) => {
		if (error instanceof NodeApiError && error.context.mayHaveRun === true) {
			error.description = `${error.description ?? ''} No message was sent. If the conversation was created after all, running it again reuses it.`;
		}
		throw error;
	});
	return { answer, created };
}

async function send(
	{ client }: Run,
	key: string,
	plan: StartRequests,
	soFar: SoFar,
): Promise<Answer> {
	const ids = { conversationId: soFar.conversationId };
	earlierTries.set(key, { ...soFar.reached, message: 'unknown' });
	const answer = await client
		.request(CREATE_ACTION, { ids, body: plan.message })
		.catch(async (error: unknown) => {
			const isKnown = error instanceof NodeApiError && error.context.mayHaveRun !== true;
			if (isKnown) earlierTries.set(key, soFar.reached);
			throw await soFar.explain(error, isKnown ? NOT_SENT : MAYBE_SENT);
		});
	const actionId = String(answer.body.id);
	earlierTries.set(key, { ...soFar.reached, message: { actionId } });
	return answer;
}

const NOT_SENT = { what: 'the message was not sent', wayOut: GOES_ON, mayHaveRun: false };

const MAYBE_SENT = {
	what: 'it is not known whether the message was sent',
	wayOut:
		'It was not sent again. Look at the messages of the conversation before you run the workflow once more, because that would send it again.',
	mayHaveRun: true,
};

/** Waits until the message is sent, if the user wants that. A message that failed may be sent again. */
async function settled(
	{ client }: Run,
	key: string,
	sent: Answer,
	soFar: SoFar,
	waiting: SendingOptions,
): Promise<IDataObject> {
	if (waiting.waitForCompletion === false) return sent.body;
	return await waitForAction(client, soFar.conversationId, sent, waitTime(waiting)).catch(
		async (error: unknown) => {
			if (!(error instanceof NodeApiError)) throw error;
			earlierTries.set(key, soFar.reached);
			const facts = { actionId: String(sent.body.id) };
			throw await soFar.explain(error, { ...NOT_SENT, facts });
		},
	);
}

/**
 * Reads what an earlier try of the same step has sent, instead of sending it again.
 *
 * @throws NodeApiError when it is not known whether it was sent, or when it cannot be read
 */
async function sentBefore(
	run: Run,
	key: string,
	{ conversationId, created, message }: Try,
	waiting: SendingOptions,
): Promise<Started> {
	const { client } = run;
	const { node } = client;
	const facts = { conversationId, created, mayHaveRun: true };
	if (typeof message !== 'object') {
		const maybe = `An earlier try may have sent the message in the conversation "${conversationId}", so it was not sent again`;
		throw apiError(node, { message: maybe, description: MAYBE_SENT.wayOut }, facts);
	}
	const { actionId } = message;
	const ids = { conversationId };
	const look = async () => {
		const { body } = await client.request(FETCH_CONVERSATION, { ids });
		const participants = await participantsOf(client, body);
		const sent = await client.request(FETCH_ACTION, { ids: { ...ids, actionId } });
		return { body, participants, sent };
	};
	const { body, participants, sent } = await look().catch((error: unknown) => {
		if (!(error instanceof NodeApiError)) throw error;
		const explanation = {
			message: `An earlier try sent the message in the conversation "${conversationId}", but what became of it could not be read`,
			description: 'It was not sent again. Look at the conversation in Twilio.',
		};
		throw stepError(node, error, explanation, { ...facts, actionId });
	});
	const soFar = new SoFar(client, conversationId, created);
	const seen = await settled(run, key, sent, soFar, waiting);
	return { conversation: body, created, participants, message: seen };
}
