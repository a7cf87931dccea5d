/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { badRequest } from '../errors';
import type { Kernel } from '../kernel';
import type { StatusCallback } from '../state/records';

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
