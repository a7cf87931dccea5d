import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { Answer } from '../../../../api/answers/outcome';
import { CREATE_ACTION, FETCH_ACTION, FETCH_CONVERSATION } from '../../../../api/endpoints';
import { waitForAction } from '../../../../api/jobs/action';
import { waitTime } from '../../../../shared/parameters/waiting';
import { writeKey } from '../../asyncWrite';
import { triesOfProcess as tries } from '../../earlierTries';
import { makeOnce, maybeMade, notReadAgain, tryKey, wasNotMade } from '../../makeOnce';
import type { Run } from '../../run';
import { messageIn, type SendingOptions } from '../../sending';
import { createOrReturn, readExisting } from '../existing';
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
	const key = keyOf(run, plan);
	const { made, about } = tries.get(key) ?? {};
	const earlier = about && SoFar.from(client, about);
	if (earlier !== undefined && made !== undefined) {
		return await sentBefore(run, key, earlier, made, waiting);
	}

	const { answer, created } = await open(run, plan, earlier);
	const conversation = answer.body;
	const soFar = new SoFar(client, String(conversation.id), created);
	tries.set(key, { about: soFar.reached });
	const participants = await withMissingAdded(client, conversation, plan.sides, soFar);
	const sent = await send(run, key, plan, soFar);
	const message = await settled(run, key, sent, soFar, waiting);
	return { conversation, created, participants, message };
}

/** Each try of an item has the key of the first one: an expression may give it another text. */
function keyOf(run: Run, { record, conversation: request, message: first }: StartRequests): string {
	const key = writeKey(run, {}, 'start', record, { request, first });
	if (run.isToolCall) return key;
	const place = tryKey(run, 'start', record, {});
	const made = run.tries.get(place)?.made ?? key;
	run.tries.set(place, { made });
	return made;
}

/** Continues with the conversation of an earlier try if it is still open, else creates or reuses one. */
async function open(
	{ client, endpoint }: Run,
	plan: StartRequests,
	earlier: SoFar | undefined,
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
	const request = async () => await client.request(CREATE_ACTION, { ids, body: plan.message });
	return await makeOnce({ client, tries }, key, request, soFar.reached).catch(
		async (error: unknown) => {
			throw await soFar.explain(error, wasNotMade(error) ? NOT_SENT : maybeSent(soFar));
		},
	);
}

const NOT_SENT = { what: 'the message was not sent', wayOut: GOES_ON, mayHaveRun: false };

const maybeSent = ({ conversationId }: SoFar) => ({
	what: 'it is not known whether the message was sent',
	wayOut: messageIn(conversationId).wayOut,
	mayHaveRun: true,
});

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
			tries.set(key, { about: soFar.reached });
			const facts = { actionId: String(sent.body.id) };
			throw await soFar.explain(error, { ...NOT_SENT, facts });
		},
	);
}

/**
 * Reads what an earlier try of the same step has sent, instead of sending it again.
 *
 * @param actionId null where it is not known whether it was sent
 * @throws NodeApiError when it is not known whether it was sent, or when it cannot be read
 */
async function sentBefore(
	run: Run,
	key: string,
	soFar: SoFar,
	actionId: string | null,
	waiting: SendingOptions,
): Promise<Started> {
	const { client } = run;
	const { conversationId, created, reached } = soFar;
	const making = messageIn(conversationId);
	if (actionId === null) throw maybeMade(client, making, reached);
	const ids = { conversationId };
	const look = async () => {
		const { body } = await client.request(FETCH_CONVERSATION, { ids });
		const participants = await participantsOf(client, body);
		const sent = await client.request(FETCH_ACTION, { ids: { ...ids, actionId } });
		return { body, participants, sent };
	};
	const { body, participants, sent } = await look().catch((error: unknown) => {
		throw notReadAgain(client, making, error, { ...reached, actionId });
	});
	const message = await settled(run, key, sent, soFar, waiting);
	return { conversation: body, created, participants, message };
}
