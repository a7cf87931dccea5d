import { NodeApiError } from 'n8n-workflow';

import { Cancelled } from '../../../../api/cancellation';
import type { TwilioClient } from '../../../../api/client';
import { isNotFound } from '../../../../api/answers/errors';
import { wasNotSent } from '../../../../api/answers/notSent';
import { inSeconds } from '../../../../api/jobs/polling';
import type { Result } from './report';

/** What became of a conversation, besides what is known of it. */
export type Ending = Pick<
	Result,
	'outcome' | 'reason' | 'statusAfter' | 'operationId' | 'customerAddress'
>;

export const NOT_STARTED: Ending = { outcome: 'notStarted', reason: 'Stopped before it began' };
/** Only where it was looked for and not found. */
export const GONE: Ending = { outcome: 'done', reason: 'It was gone already' };
export const CLOSED_ALREADY: Ending = {
	outcome: 'done',
	reason: 'It was closed already',
	statusAfter: 'CLOSED',
};

/** Nothing was done yet, so nothing is in doubt. */
export function leftAlone(error: unknown): Ending {
	if (isNotFound(error)) return GONE;
	if (error instanceof Cancelled) return NOT_STARTED;
	if (wasNotSent(error)) return { outcome: 'notStarted', reason: reasonOf(error) };
	return { outcome: 'failed', reason: unclear(reasonOf(error)) };
}

/** @param why it could not be told whether a conversation is still meant */
export function unclear(why: string): string {
	return `It was left alone, because it could not be looked at: ${why}`;
}

/** What a request that changes the conversation came to, when it failed. */
export function endingOf(client: TwilioClient, error: unknown): Ending {
	if (error instanceof Cancelled) {
		return client.hasBegun
			? { outcome: 'failed', reason: 'Cancelled while it was under way; look before you go on' }
			: NOT_STARTED;
	}
	if (wasNotSent(error) && !client.hasBegun) {
		return { outcome: 'notStarted', reason: reasonOf(error) };
	}
	return { outcome: 'failed', reason: `${reasonOf(error)}${doubt(error)}` };
}

/**
 * What a change came to that was answered with 404, where the conversation is not seen to be gone.
 *
 * @param isThere whether it was seen; otherwise it could not be looked at
 */
export function notFoundForChange(error: unknown, isThere: boolean): Ending {
	const seen = isThere ? 'but it is still there' : 'and whether it is gone could not be seen';
	return { outcome: 'failed', reason: `${reasonOf(error)}, ${seen}${doubt(error)}` };
}

/** n8n shows the description of an error, which says so; a report has the reason alone. */
function doubt(error: unknown): string {
	const isDoubtful = error instanceof NodeApiError && error.context.mayHaveRun === true;
	return isDoubtful ? '. It may have been carried out: look before you go on' : '';
}

/** The error tells what is known: the deletion was accepted, so it is no longer as it was found. */
export function endingOfDeletion(client: TwilioClient, error: unknown): Ending {
	if (!(error instanceof NodeApiError)) return endingOf(client, error);
	const { operationId, operationStatus } = error.context;
	// A deletion that was sent once more was refused.
	if (typeof operationId !== 'string') return endingOf(client, error);
	const goesOn =
		operationStatus !== undefined && !['FAILED', 'CANCELLED'].includes(String(operationStatus));
	const outlook = goesOn ? '. It goes on at Twilio' : doubt(error);
	const reason = `${error.message}${outlook}`;
	return { outcome: 'failed', reason, operationId };
}

/** The message alone would hide how long Twilio asks to wait. */
export function reasonOf(error: unknown): string {
	if (!(error instanceof NodeApiError)) {
		return error instanceof Error ? error.message : String(error);
	}
	const { failure, message } = error;
	const waitMs = failure && 'retryAfterMs' in failure ? failure.retryAfterMs : undefined;
	return waitMs === undefined ? message : `${message}. Twilio asks to wait ${inSeconds(waitMs)}`;
}
