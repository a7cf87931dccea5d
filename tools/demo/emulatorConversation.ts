import type { Emulator } from '../../emulator';
import { apiOf, person } from '../../emulator/testClient';
import type { Calls } from './protocol';

/** As they stand in examples/confirm-appointment.json. */
const COMPANY = '+15017122661';
const CUSTOMER = '+15017122662';

/** Begins a conversation in which the customer has written, over the API. @returns its id */
export async function beginConversation(
	emulator: Emulator,
	configurationId: Calls['beginConversation']['input'],
): Promise<Calls['beginConversation']['output']> {
	// The conversations that ended before have put the clock forward by hours.
	emulator.clock.reset();
	// A message is sent by the time the node looks.
	emulator.configure({ actionMs: 0, actionPolls: 0 });
	const { body } = await apiOf(emulator)('POST', '/v2/Conversations', {
		configurationId,
		name: 'Appointment',
		participants: [
			{ ...person(CUSTOMER), name: 'Jane Doe' },
			{ ...person(COMPANY, 'AGENT'), name: 'Support' },
		],
	});
	await write(emulator, { conversationId: body.id, text: 'Hello, when does the technician come?' });
	return body.id;
}

/** The customer writes; delivers the callbacks before it returns. */
export async function write(
	emulator: Emulator,
	{ conversationId, text }: Calls['write']['input'],
): Promise<void> {
	await apiOf(emulator)('POST', `/v2/Conversations/${conversationId}/Communications`, {
		author: { channel: 'SMS', address: CUSTOMER },
		recipients: [{ channel: 'SMS', address: COMPANY }],
		content: { type: 'TEXT', text },
	});
	await emulator.callbacks.idle();
}

/** What the emulator holds of a conversation. */
export function heldOf(
	{ store }: Emulator,
	conversationId: Calls['held']['input'],
): Calls['held']['output'] {
	const { communications = [], overrides } = store.conversations.get(conversationId) ?? {};
	return {
		texts: communications.map(({ content }) => content.text),
		urls: (overrides?.statusCallbacks ?? []).length,
	};
}
