import { NodeApiError } from 'n8n-workflow';

import { Cancelled } from '../../../../api/cancellation';
import type { TwilioClient } from '../../../../api/client';
import { isNotFound } from '../../../../api/answers/errors';
import { wasNotSent } from '../../../../api/answers/notSent';
import { inSeconds } from '../../../../api/jobs/polling';
import type { Found } from './found';
import type { Result } from './report';

/** The outcome for a conversation. */
export type Ending = Pick<
	Result,
	'outcome' | 'reason' | 'statusAfter' | 'operationId' | 'customerAddress'
>;

export const NOT_STARTED: Ending = { outcome: 'notStarted', reason: 'Stopped before it began' };
/** Only if a read answered 404. */
export const GONE: Ending = { outcome: 'done', reason: 'It was gone already' };
export const CLOSED_ALREADY: Ending = {
	outcome: 'done',
	reason: 'It was closed already',
	statusAfter: 'CLOSED',
};

/** Said of a participant whose address stands for an age. */
export const NOT_CALLED_A_CUSTOMER =
	"It was left alone: the participant with this address is not called a customer, and may be your own side. Give it the type Customer, or add the filter 'Created Before'";

/** The outcome for a conversation that was found but must not be changed; undefined for others. */
export function notTouched(found: Found): Result | undefined {
	if (found.unclear === undefined) return undefined;
	return { found, outcome: 'failed', reason: found.unclear };
}

/** The outcome when a read before the change fails: nothing was done, so nothing is in doubt. */
export function leftAlone(error: unknown): Ending {
	if (isNotFound(error)) return GONE;
	if (error instanceof Cancelled) return NOT_STARTED;
	if (wasNotSent(error)) return { outcome: 'notStarted', reason: reasonOf(error) };
	return { outcome: 'failed', reason: unclear(reasonOf(error)) };
}

/** @param why it could not be told whether a conversation is still selected */
export function unclear(why: string): string {
	return `It was left alone, because it could not be looked at: ${why}`;
}

/** The outcome when the request for the change fails. */
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
 * The outcome when a change is answered with 404, but the conversation is not known to be gone.
 *
 * @param isThere whether a read found it; otherwise the read failed
 */
export function notFoundForChange(error: unknown, isThere: boolean): Ending {
	const seen = isThere ? 'but it is still there' : 'and whether it is gone could not be seen';
	return { outcome: 'failed', reason: `${reasonOf(error)}, ${seen}${doubt(error)}` };
}

/** The description of the error has this doubt too, but a report shows only the message. */
function doubt(error: unknown): string {
	const isDoubtful = error instanceof NodeApiError && error.context.mayHaveRun === true;
	return isDoubtful ? '. It may have been carried out: look before you go on' : '';
}

/** The outcome when a delete fails. If it was accepted, the error has its operation. */
export function endingOfDeletion(client: TwilioClient, error: unknown): Ending {
	if (!(error instanceof NodeApiError)) return endingOf(client, error);
	const { operationId, operationStatus } = error.context;
	// The delete was sent once more, and refused.
	if (typeof operationId !== 'string') return endingOf(client, error);
	const goesOn =
		operationStatus !== undefined && !['FAILED', 'CANCELLED'].includes(String(operationStatus));
	const outlook = goesOn ? '. It goes on at Twilio' : doubt(error);
	const reason = `${error.message}${outlook}`;
	return { outcome: 'failed', reason, operationId };
}

/** Adds how long Twilio asks to wait, which is not part of the message. */
export function reasonOf(error: unknown): string {
	if (!(error instanceof NodeApiError)) {
		return error instanceof Error ? error.message : String(error);
	}
	const { failure, message } = error;
	const waitMs = failure && 'retryAfterMs' in failure ? failure.retryAfterMs : undefined;
	return waitMs === undefined ? message : `${message}. Twilio asks to wait ${inSeconds(waitMs)}`;
}
