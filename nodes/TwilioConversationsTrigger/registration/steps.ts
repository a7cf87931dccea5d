import type { ICredentialsDecrypted, IHookFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { TwilioClient } from '../../api/client';
import { statusOf } from '../../api/answers/errors';
import type { ApiContext } from '../../api/sending/httpRequest';
import { Limiter } from '../../api/sending/limiter';
import { withWatchdog } from '../../api/sending/watchdog';
import type { Tally } from './openConversations';

/** Concurrent requests during an activation. */
const MAX_CONCURRENT = 10;

/**
 * Time-outs of the hooks when Twilio does not answer. n8n starts workflows one after another, and
 * after `checkExists` it may call `create` and then `delete`: all three together take 15 seconds.
 */
export const PATIENCE_MS = { checkExists: 4_000, create: 6_000, delete: 4_000 } as const;

/**
 * How long a step may take of which each request is answered in time. A change of a list takes six
 * requests and a pause, and begins anew whenever somebody else writes at the same moment.
 */
const MAX_STEP_MS = 30_000;

/**
 * Runs one step of a hook with its own client.
 *
 * @param signInAs values to sign in with instead of the credential's
 * @throws NodeApiError when Twilio does not answer in time, or what the step throws
 */
export async function step<T>(
	context: ApiContext,
	patienceMs: number,
	task: (client: TwilioClient) => Promise<T>,
	signInAs?: ICredentialsDecrypted,
): Promise<T> {
	return await withWatchdog(
		clientFor(context, patienceMs, signInAs),
		patienceMs,
		task,
		MAX_STEP_MS,
	);
}

/**
 * As `step`, for the open conversations: there may be thousands, so only Twilio's silence ends it.
 *
 * @throws as `step`
 */
export async function longStep<T>(
	context: ApiContext,
	patienceMs: number,
	task: (client: TwilioClient) => Promise<T>,
): Promise<T> {
	return await withWatchdog(clientFor(context, patienceMs), patienceMs, task);
}

function clientFor(
	context: ApiContext,
	patienceMs: number,
	signInAs?: ICredentialsDecrypted,
): TwilioClient {
	return new TwilioClient(context, new Limiter(MAX_CONCURRENT), undefined, patienceMs, signInAs);
}

/** Whether an error is the lack of an answer, which says nothing about the state at Twilio. */
export function isNoAnswer(error: unknown): error is NodeApiError {
	if (!(error instanceof NodeApiError)) return false;
	const status = statusOf(error);
	return status === undefined || status < 400 || status >= 500 || [408, 429].includes(status);
}

/** Logs what happened to the open conversations. */
export function tell(
	context: IHookFunctions,
	message: string,
	{ done, left, beyond, reason }: Tally,
): void {
	const counts = `${message}: ${done} done, ${left} left, ${beyond} beyond the limit`;
	if (left === 0) context.logger.info(counts);
	else context.logger.warn(`${counts}. The first that was left: ${reason ?? 'no reason given'}`);
}
