import { NodeApiError } from 'n8n-workflow';

import { inSeconds } from '../../../../api/waiting';

/** The message alone would hide how long Twilio asks to wait. */
export function reasonOf(error: unknown): string {
	if (!(error instanceof NodeApiError)) {
		return error instanceof Error ? error.message : String(error);
	}
	const { failure, message } = error;
	const waitMs = failure && 'retryAfterMs' in failure ? failure.retryAfterMs : undefined;
	return waitMs === undefined ? message : `${message}. Twilio asks to wait ${inSeconds(waitMs)}`;
}
