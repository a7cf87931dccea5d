import type { Delivery, Emulator, Switches } from '../../emulator';
import { apiOf, person } from '../../emulator/testClient';
import type { CallbackTally, Calls } from './protocol';

/** All forgeries of the emulator. */
const FORGERIES: Array<Switches['callbackForgery']> = [
	'wrongToken',
	'tamperedBody',
	'missingSignature',
	'missingHash',
];

/** The first part has shown latency, limits and faults; the events come without. */
const CALM: Partial<Switches> = {
	latencyMs: 0,
	rateLimit: null,
	faults: null,
	operationMs: 0,
	operationRetryAfter: 0,
	callbackForgery: 'none',
};

/** How long a conversation is open, on the emulator's clock. */
const OPEN_MS = 30 * 60 * 1000;

export function addConfiguration(emulator: Emulator): string {
	emulator.configure(CALM);
	return emulator.store.addConfiguration({ displayName: 'Demo' }).id;
}

/** Opens and closes conversations over the API. All callbacks are delivered when it returns. */
export async function converse(
	emulator: Emulator,
	{ configurationId, conversations }: Calls['converse']['input'],
): Promise<CallbackTally> {
	const { callbacks, clock } = emulator;
	const api = apiOf(emulator);
	const begin = async (index: number) => {
		const participants = [person(`+1555${String(index).padStart(7, '0')}`)];
		const request = { configurationId, name: `Order ${index + 1}`, participants };
		return (await api('POST', '/v2/Conversations', request)).body.id;
	};
	const end = async (id: string) => {
		clock.advance(OPEN_MS);
		await api('PATCH', `/v2/Conversations/${id}`, { status: 'CLOSED' });
	};

	emulator.configure({ callbackDuplicates: 1 });
	for (let index = 0; index < conversations; index++) await end(await begin(index));
	await callbacks.idle();
	const signed = callbacks.delivered.splice(0);

	emulator.configure({ callbackDuplicates: 0 });
	for (const callbackForgery of FORGERIES) {
		emulator.configure({ callbackForgery: 'none', callbacks: false });
		const id = await begin(conversations);
		emulator.configure({ callbackForgery, callbacks: true });
		await end(id);
		await callbacks.idle();
	}
	return tally(signed, callbacks.delivered);
}

function tally(signed: Delivery[], forged: Delivery[]): CallbackTally {
	const answered = (list: Delivery[], expected: number) =>
		list.filter(({ status }) => status === expected).length;
	return {
		signed: signed.length,
		accepted: answered(signed, 200),
		repeated: signed.filter(({ attempt }) => attempt > 1).length,
		forged: forged.length,
		refused: answered(forged, 403),
	};
}
