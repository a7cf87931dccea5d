import { NodeApiError, NodeOperationError } from 'n8n-workflow';

/**
 * n8n shows only the message of what a trigger's hooks throw (2.41: toast, dialog and log alike), so
 * cause and way out both stand in it.
 *
 * @throws what the hook throws, with its description at the end of its message
 */
export async function withWholeMessage<T>(hook: () => Promise<T>): Promise<T> {
	return await hook().catch((error: unknown) => {
		if (error instanceof NodeApiError || error instanceof NodeOperationError) {
			error.message = wholeMessage(error);
			error.description = undefined;
		}
		throw error;
	});
}

/** @returns message and description, as one text */
export function wholeMessage({ message, description }: NodeApiError | NodeOperationError): string {
	const cause = message.trim();
	const wayOut = description?.trim() ?? '';
	if (wayOut === '') return cause;
	return `${/[.!?]$/.test(cause) ? cause : `${cause}.`} ${wayOut}`;
}
