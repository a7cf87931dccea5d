import type { Emulator } from '../../emulator';
import { apiOf, person } from '../../emulator/testClient';
import type { Calls } from './protocol';

const CUSTOMER = { name: 'Jane Doe', address: '+15005550043' } as const;
const COMPANY = { name: 'Support', address: '+15017122661' } as const;

const SAID = [
	{ from: CUSTOMER, to: COMPANY, text: 'Hello, when does the technician come?' },
	{ from: COMPANY, to: CUSTOMER, text: 'On Friday, between 8 and 10.' },
	{ from: CUSTOMER, to: COMPANY, text: 'Thank you!' },
] as const;

const BETWEEN_MS = 60 * 1000;

/** Lets a customer and the company talk, over the API. */
export async function talk(
	emulator: Emulator,
	configurationId: Calls['talk']['input'],
): Promise<Calls['talk']['output']> {
	const api = apiOf(emulator);
	const { body } = await api('POST', '/v2/Conversations', {
		configurationId,
		name: 'Appointment on Friday',
		participants: [
			{ ...person(CUSTOMER.address), name: CUSTOMER.name },
			{ ...person(COMPANY.address, 'AGENT'), name: COMPANY.name },
		],
	});
	for (const message of SAID) {
		emulator.clock.advance(BETWEEN_MS);
		await write(emulator, body.id, message);
	}
	return { conversationId: body.id, said: SAID.map(({ text }) => text) };
}

async function write(
	emulator: Emulator,
	conversationId: string,
	{ from, to, text }: { from: { address: string }; to: { address: string }; text: string },
): Promise<void> {
	const end = ({ address }: { address: string }) => ({ channel: 'SMS', address });
	await apiOf(emulator)('POST', `/v2/Conversations/${conversationId}/Communications`, {
		author: end(from),
		recipients: [end(to)],
		content: { type: 'TEXT', text },
	});
	await emulator.callbacks.idle();
}
