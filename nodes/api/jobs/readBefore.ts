import { NodeApiError } from 'n8n-workflow';

import { isNotFound, statusOf } from '../answers/errors';
import { wasNotSent } from '../answers/notSent';

/**
 * Reads the record that a write is merged with. If that fails, nothing is written, and the error
 * says so: the user asked for a change, not for a read.
 *
 * @param kind of the record, e.g. `participant`
 * @param read makes the request
 * @param earlier failure of a write before it; if that may have been carried out, it stays the
 *   error of the step
 * @param saysItself recognises errors that need no rewording, e.g. that the record does not exist
 * @throws NodeApiError
 */
export async function readBefore<T>(
	kind: string,
	read: () => Promise<T>,
	earlier?: unknown,
	saysItself: (error: NodeApiError) => boolean = isNotFound,
): Promise<T> {
	return await read().catch((error: unknown) => {
		if (earlier instanceof NodeApiError && earlier.context.mayHaveRun === true) throw earlier;
		if (error instanceof NodeApiError && !saysItself(error)) {
			error.message = `Nothing was changed, because the ${kind} could not be read first: ${error.message}`;
		}
		throw error;
	});
}

/**
 * For work that always starts with the read. A wrong credential, or a request that was not sent, is
 * reported like for any first request.
 */
export function saysItselfAtFirst(error: NodeApiError): boolean {
	return isNotFound(error) || statusOf(error) === 401 || wasNotSent(error);
}
