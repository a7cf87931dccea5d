import { NodeApiError, NodeOperationError } from 'n8n-workflow';

/**
 * n8n shows only the message of an error from a trigger's hook (2.41: toast, dialog and log alike),
 * so the message has to hold both cause and way out.
 *
 * @throws what the hook throws, with the description appended to the message
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
