import { NodeApiError } from 'n8n-workflow';

import { isNotFound, statusOf } from '../answers/errors';
import { wasNotSent } from '../answers/notSent';

/**
 * Reads what a write is to be merged with. When that is not possible, nothing is written, and the
 * error says so: the user asked for a change and never for a look.
 *
 * @param kind of the record, e.g. `participant`
 * @param read makes the request
 * @param earlier what a write before it ended with; where that may have been carried out, it stays
 *   the error of the step
 * @param saysItself tells an error that stays as it is, e.g. that the record is not there
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
 * For work that always begins with the reading: of a wrong credential, and of what was not sent, the
 * first request is told as every first request.
 */
export function saysItselfAtFirst(error: NodeApiError): boolean {
	return isNotFound(error) || statusOf(error) === 401 || wasNotSent(error);
}
