import { type IDataObject, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { apiError, stepError } from '../../api/answers/errors';
import type { Answer } from '../../api/answers/outcome';
import type { TwilioClient } from '../../api/client';
import { writeKey } from './asyncWrite';
import type { Run, Session } from './run';

/** What is made, for the texts about an earlier try. */
export interface Making {
	/** E.g. `sent`. */
	readonly done: string;
	/** E.g. `the message in the conversation "…"`. */
	readonly what: string;
	/**
	 * What to do where it is not known whether it was made. Undefined where Twilio itself refuses a second
	 * one, so that it may be tried again.
	 */
	readonly wayOut: string | undefined;
}

/**
 * The key that all tries of a write share. Of an item, each step makes one write of a kind, and an
 * expression such as `{{ $now }}` gives each try another text; a model may ask for several.
 *
 * @param kind of write
 * @param record that is written to
 * @param write the whole write
 */
export function tryKey(run: Session, kind: string, record: string, write: IDataObject): string {
	return writeKey(run, {}, kind, record, run.isToolCall ? write : {});
}

/**
 * Makes a request that must not be made twice, and remembers what became of it.
 *
 * @throws what the request throws
 */
export async function makeOnce(
	{ client, tries }: Pick<Run, 'client' | 'tries'>,
	key: string,
	request: () => Promise<Answer>,
	about?: IDataObject,
): Promise<Answer> {
	tries.set(key, { made: null, about });
	const answer = await request().catch((error: unknown) => {
		// What was dropped from the queue, because another item failed, is made by the next try.
		if (wasNotMade(error) || !client.hasBegun) tries.set(key, { about });
		throw error;
	});
	tries.set(key, { made: String(answer.body.id), about });
	return answer;
}

/** Whether it is certain that Twilio did not carry out a request that failed. */
export function wasNotMade(error: unknown): boolean {
	if (error instanceof NodeApiError) return error.context.mayHaveRun !== true;
	// E.g. no credential. What was cancelled may have been carried out.
	return error instanceof NodeOperationError;
}

/** The error where it is not known whether an earlier try has made it. */
export function maybeMade(
	{ node }: TwilioClient,
	{ done, what, wayOut }: Making,
	facts: Parameters<typeof apiError>[2] = {},
): NodeApiError {
	return apiError(
		node,
		{
			message: `An earlier try may have ${done} ${what}, so it was not ${done} again`,
			description: wayOut ?? '',
		},
		{ ...facts, mayHaveRun: true },
	);
}

/** The error where what an earlier try has made cannot be read, or the same if it is no such error. */
export function notReadAgain(
	{ node }: TwilioClient,
	{ done, what }: Making,
	error: unknown,
	facts: Parameters<typeof apiError>[2],
): unknown {
	if (!(error instanceof NodeApiError)) return error;
	return stepError(
		node,
		error,
		{
			message: `An earlier try ${done} ${what}, but what became of it could not be read`,
			description: `It was not ${done} again. Look at it in Twilio.`,
		},
		{ ...facts, mayHaveRun: true },
	);
}

/** Makes a record, or reads the one that an earlier try of the same step has made. */
export async function createOnce(
	{ client, tries }: Pick<Run, 'client' | 'tries'>,
	key: string,
	making: Making,
	requests: {
		readonly create: () => Promise<Answer>;
		readonly read: (id: string) => Promise<Answer>;
	},
): Promise<Answer> {
	const id = tries.get(key)?.made;
	if (id === null && making.wayOut !== undefined) throw maybeMade(client, making);
	if (typeof id !== 'string') return await makeOnce({ client, tries }, key, requests.create);
	return await requests.read(id).catch((error: unknown) => {
		throw notReadAgain(client, making, error, { id });
	});
}
