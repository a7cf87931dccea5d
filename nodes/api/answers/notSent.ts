import { type INode, NodeApiError } from 'n8n-workflow';

import { errorFor } from './errors';
import type { Subject } from './explanations';
import type { Failure } from './outcome';

/**
 * The error of a request that was not sent, because an earlier one showed that it cannot succeed.
 *
 * @param node that the error is shown on
 * @param subject the request
 * @param failure of the earlier request
 * @param hasBegun whether other requests were sent for the same item
 */
export function notSentError(
	node: INode,
	subject: Pick<Subject, 'host' | 'target'>,
	failure: Failure,
	hasBegun: boolean,
): NodeApiError {
	// Explained like a read: nothing can have been carried out.
	const unsent = { ...subject, method: 'GET', repeatable: true, attempts: 0, mayHaveRun: false };
	const error = errorFor(node, unsent, failure);
	error.description = hasBegun
		? 'Nothing more was sent for this item, because Twilio took nothing that was sent before. Look at it in Twilio before you run it again.'
		: `Nothing was sent for this item, because what was sent before it ended so. ${error.description ?? ''}`;
	error.context.notSent = true;
	return error;
}

/** @returns whether the error is about a request that was not sent */
export function wasNotSent(error: unknown): boolean {
	return error instanceof NodeApiError && error.context.notSent === true;
}
