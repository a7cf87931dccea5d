import { ApiError, badRequest, notFound } from '../errors';
import type { Kernel } from '../kernel';
import type { ConversationRecord, StatusCallback } from '../state/records';

/**
 * Callback URLs are http(s), and https only if the switch asks for it (Twilio docs: webhooks; the
 * emulator's receivers are local and have no certificate).
 *
 * @throws ApiError 400
 */
export function checkCallbackUrls(
	{ switches }: Kernel,
	callbacks: readonly StatusCallback[],
): void {
	const allowed = switches.requireHttpsCallbacks ? ['https:'] : ['http:', 'https:'];
	for (const { url } of callbacks) {
		if (!allowed.includes(new URL(url).protocol)) {
			throw badRequest(`statusCallbacks: ${url} must be an ${allowed.join(' or ')} URL`);
		}
	}
}

/** @throws ApiError 404 */
export function findConversation({ store }: Kernel, id: string | undefined): ConversationRecord {
	const conversation = store.conversations.get(id ?? '');
	if (!conversation) throw notFound(`/v2/Conversations/${id}`);
	return conversation;
}

/**
 * A closed conversation cannot be changed or reopened (Twilio docs: lifecycle). The status of the
 * refusal is not documented, hence the switch.
 *
 * @throws ApiError
 */
export function mustBeOpen({ switches }: Kernel, { id, status }: ConversationRecord): void {
	if (status !== 'CLOSED') return;
	const { closedConversation } = switches;
	throw new ApiError(
		closedConversation.status,
		closedConversation.code,
		`Conversation ${id} is closed and cannot be changed`,
	);
}

/**
 * Refuses an address or profile that another open conversation has. Message, header and code 400 in
 * a 409 are those that Twilio's Agent Connect SDK (TypeScript) has in its tests; Twilio's OpenAPI
 * document has the header too.
 */
export function mappingConflict(owner: string): ApiError {
	return new ApiError(409, 400, `Address mapping already exists on conversation ${owner}`, {
		'X-Conflicting-Resource-Id': owner,
	});
}
