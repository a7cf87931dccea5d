import type { ICredentialsDecrypted, IHookFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { TwilioClient } from '../../api/client';
import { statusOf } from '../../api/answers/errors';
import { Limiter } from '../../api/sending/limiter';
import { patiently } from '../../api/sending/patience';
import type { Tally } from './openConversations';

/** Requests in flight while a workflow is activated. */
const MAX_CONCURRENT = 10;

/**
 * How long each hook waits for a Twilio that does not answer. n8n starts workflows one after another,
 * and after `checkExists` it may call `create` and then `delete`: all three together take 15 seconds.
 */
export const PATIENCE_MS = { checkExists: 4_000, create: 6_000, delete: 4_000 } as const;

/**
 * One step of a hook, with a client of its own.
 *
 * @param signInAs values to sign in with instead of those of the credential
 * @throws NodeApiError when Twilio does not answer within the patience, or what the step throws
 */
export async function step<T>(
	context: IHookFunctions,
	patienceMs: number,
	task: (client: TwilioClient) => Promise<T>,
	signInAs?: ICredentialsDecrypted,
): Promise<T> {
	const limiter = new Limiter(MAX_CONCURRENT);
	const client = new TwilioClient(context, limiter, undefined, patienceMs, signInAs);
	return await patiently(client, patienceMs, task);
}

/** Whether an error is no answer to the question, so that everything may be as it was. */
export function isNoAnswer(error: unknown): error is NodeApiError {
	if (!(error instanceof NodeApiError)) return false;
	const status = statusOf(error);
	return status === undefined || status < 400 || status >= 500 || [408, 429].includes(status);
}

/** Writes into the log what became of the conversations that were open. */
export function tell(
	context: IHookFunctions,
	message: string,
	{ done, left, beyond, reason }: Tally,
): void {
	const counts = `${message}: ${done} done, ${left} left, ${beyond} beyond the limit`;
	if (left === 0) context.logger.info(counts);
	else context.logger.warn(`${counts}. The first that was left: ${reason ?? 'no reason given'}`);
}
