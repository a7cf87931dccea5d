import type { Emulator } from '../../emulator';
import type { NewParticipant } from '../../emulator/state/store';
import { apiOf, callbackUrls, person } from '../../emulator/testClient';
import { eventually } from '../support/eventually';

export const COMPANY = '+15017122661';

/** A customer and the company, with the names that pictures show. @param customer her address */
export function twoSides(customer: string): NewParticipant[] {
	const on = (address: string) => [{ channel: 'SMS' as const, address }];
	return [
		{ type: 'CUSTOMER', name: 'Jane Doe', addresses: on(customer) },
		{ type: 'AI_AGENT', name: 'Support', addresses: on(COMPANY) },
	];
}

/** Waits until a URL is among the callbacks of a configuration. @param part of the URL */
export async function urlWith(emulator: Emulator, configurationId: string, part: string) {
	return await eventually(`a callback URL with ${part} at Twilio`, () =>
		callbackUrls(emulator, configurationId).find((url) => url.includes(part)),
	);
}

/** Waits until a URL is among the callbacks of a conversation itself. @param part of the URL */
export async function conversationUrlWith(emulator: Emulator, id: string, part: string) {
	return await eventually(`a callback URL with ${part} at the conversation`, () => {
		const { statusCallbacks = [] } = emulator.store.conversations.get(id)?.overrides ?? {};
		return statusCallbacks.find(({ url }) => url.includes(part))?.url;
	});
}

/** Waits until a configuration has exactly these callbacks. */
export async function onlyUrls(emulator: Emulator, configurationId: string, expected: string[]) {
	await eventually(
		`${expected.join(', ') || 'no callback URL'} at Twilio alone`,
		() => callbackUrls(emulator, configurationId).join() === expected.join(),
	);
}

/** Each conversation gets a new customer: Twilio joins conversations of the same people. */
let customers = 0;

/** Opens a conversation of a customer, which Twilio reports. @returns its id */
export async function begin(
	emulator: Emulator,
	configurationId: string,
	name: string,
): Promise<string> {
	const customer = `+1555${String(++customers).padStart(7, '0')}`;
	const participants = [person(customer), person(COMPANY, 'AGENT')];
	const made = { configurationId, name, participants };
	const { status, body, text } = await apiOf(emulator)('POST', '/v2/Conversations', made);
	if (status !== 201) throw new Error(`The conversation was answered with ${status}: ${text}`);
	await emulator.callbacks.idle();
	return body.id;
}

/** Adds a message of the conversation's customer, which Twilio reports. */
export async function say(emulator: Emulator, conversationId: string, text: string): Promise<void> {
	await write(emulator, conversationId, {
		from: customerOf(emulator, conversationId),
		to: COMPANY,
		text,
	});
}

/** The company writes to the customer of a conversation; Twilio reports it. */
export async function answer(
	emulator: Emulator,
	conversationId: string,
	text: string,
): Promise<void> {
	await write(emulator, conversationId, {
		from: COMPANY,
		to: customerOf(emulator, conversationId),
		text,
	});
}

function customerOf(emulator: Emulator, conversationId: string): string | undefined {
	const { participants = [] } = emulator.store.conversations.get(conversationId) ?? {};
	return participants.find(({ type }) => type === 'CUSTOMER')?.addresses[0]?.address;
}

async function write(
	emulator: Emulator,
	conversationId: string,
	{ from, to, text }: { from?: string; to?: string; text: string },
): Promise<void> {
	await apiOf(emulator)('POST', `/v2/Conversations/${conversationId}/Communications`, {
		author: { address: from, channel: 'SMS' },
		recipients: [{ address: to, channel: 'SMS' }],
		content: { type: 'TEXT', text },
	});
	await emulator.callbacks.idle();
}

/** Closes the conversation, which Twilio reports. */
export async function close(emulator: Emulator, conversationId: string): Promise<void> {
	await apiOf(emulator)('PATCH', `/v2/Conversations/${conversationId}`, { status: 'CLOSED' });
	await emulator.callbacks.idle();
}
