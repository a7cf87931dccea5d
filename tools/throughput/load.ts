import { Pool } from 'undici';
import { signed } from '../../emulator/signedCallback';
import type { Callback } from '../../emulator/signedCallback';

/** A new conversation, with an event of the length that Twilio sends (Twilio docs, webhooks). */
function event(index: number): object {
	const timestamp = new Date().toISOString();
	const ids = { accountId: 'AC00000000000000000000000000000000' };
	return {
		eventType: 'CONVERSATION_CREATED',
		timestamp,
		data: {
			...ids,
			id: `conv_conversation_${String(index).padStart(26, '0')}`,
			configurationId: 'conv_configuration_01k1etx3jbfx88476ccja0889d',
			status: 'ACTIVE',
			name: `Order ${index}`,
			createdAt: timestamp,
			updatedAt: timestamp,
			configuration: {
				displayName: 'Support',
				description: 'Everything that customers ask',
				conversationGroupingType: 'GROUP_BY_PARTICIPANT_ADDRESSES',
				memoryStoreId: 'mem_store_00000000000000000000000000',
				memoryExtractionEnabled: false,
				statusCallbacks: [{ url: 'https://n8n.example.com/webhook/twilio', method: 'POST' }],
			},
			metadata: { order: String(index) },
		},
	};
}

/** @param url of the webhook, without query string */
export function callbacks(url: string, authToken: string, count: number): Callback[] {
	return Array.from({ length: count }, (_, index) => signed(url, authToken, event(index)));
}

/**
 * Sends callbacks with bounded concurrency.
 *
 * @param origin e.g. `http://127.0.0.1:5678`
 * @returns the time to each answer, in milliseconds
 * @throws Error when one is not answered with 200
 */
export async function send(
	origin: string,
	list: readonly Callback[],
	atOnce: number,
	signal: AbortSignal,
): Promise<number[]> {
	const pool = new Pool(origin, { connections: atOnce });
	const waits: number[] = [];
	const left = list.values();
	const sender = async () => {
		for (const { path, headers, body } of left) {
			const begun = performance.now();
			const answer = await pool.request({ method: 'POST', path, headers, body, signal });
			await answer.body.dump();
			if (answer.statusCode !== 200) throw new Error(`A callback got ${answer.statusCode}`);
			waits.push(performance.now() - begun);
		}
	};
	try {
		await Promise.all(Array.from({ length: atOnce }, sender));
		return waits;
	} finally {
		await pool.destroy();
	}
}
