/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { startEmulator } from '../../emulator';
import type { Emulator } from '../../emulator';
import { callbackUrls, credentialData } from '../../emulator/testClient';
import { beginConversation, heldOf, write } from './emulatorConversation';
import { addConfiguration, converse } from './emulatorEvents';
import type { AnswerMessage, CallMessage, Calls, Row, StartOptions, Started } from './protocol';
import { tallyOf } from './tally';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Minimum distance of every conversation from a boundary: a run takes time, and a calendar day,
 * which n8n counts in, may have 23 or 25 hours.
 */
const CLEARANCE_MS = 3 * 60 * 60 * 1000;

/** How long a deletion takes, and its Retry-After. */
const DELETION = { operationMs: 1000, operationPolls: null, operationRetryAfter: 1 } as const;

let emulator: Emulator | undefined;

function running(): Emulator {
	if (!emulator) throw new Error('The emulator has not been started');
	return emulator;
}

function rowsOf({ store }: Emulator): Row[] {
	return [...store.conversations.values()].map(({ id, status, updatedAt }) => ({
		id,
		status,
		updatedAt,
	}));
}

function clearBoundaries({ store, clock }: Emulator, days: number[]): void {
	for (const boundary of days.map((count) => clock.now() - count * DAY_MS)) {
		for (const conversation of store.conversations.values()) {
			if (Math.abs(conversation.updatedAt - boundary) > CLEARANCE_MS) continue;
			conversation.updatedAt = boundary + CLEARANCE_MS;
		}
	}
}

async function start(options: StartOptions): Promise<Started> {
	const { conversations, seed, latency, rate, concurrent, faults, clearOf } = options;
	const limited = rate !== undefined || concurrent !== undefined;
	emulator = await startEmulator({
		switches: {
			...DELETION,
			latencyMs: latency,
			rateLimit: limited ? { perSecond: rate, concurrent } : null,
			faults: faults > 0 ? { rate: faults / 100, kinds: ['500', '503'], seed } : null,
		},
	});
	emulator.seed({ conversations, seed });
	clearBoundaries(emulator, clearOf);
	return { credential: credentialData(emulator), rows: rowsOf(emulator) };
}

const handlers: {
	[Name in keyof Calls]: (
		input: Calls[Name]['input'],
	) => Calls[Name]['output'] | Promise<Calls[Name]['output']>;
} = {
	start,
	failDeletes: (ids) => {
		const operationOutcomes = Object.fromEntries(ids.map((id) => [id, 'FAILED' as const]));
		running().configure({ operationOutcomes });
		return null;
	},
	tally: () => tallyOf(running()),
	forgetRequests: () => {
		running().journal.length = 0;
		return null;
	},
	inspect: () => ({ rows: rowsOf(running()), violations: running().violations }),
	addConfiguration: () => addConfiguration(running()),
	callbackUrls: (configurationId) => callbackUrls(running(), configurationId),
	converse: async (input) => await converse(running(), input),
	beginConversation: async (input) => await beginConversation(running(), input),
	write: async (input) => {
		await write(running(), input);
		return null;
	},
	held: (conversationId) => heldOf(running(), conversationId),
};

async function answer<Name extends keyof Calls>({ id, name, input }: CallMessage<Name>) {
	// The parent may be gone by now; nobody needs the answer then.
	const reply = (message: AnswerMessage) => process.send?.(message, undefined, undefined, () => {});
	try {
		reply({ id, output: await handlers[name](input) });
	} catch (error) {
		reply({ id, error: error instanceof Error ? error.message : String(error) });
	}
}

process.on('message', (message: CallMessage) => void answer(message));
// Ctrl-C reaches the whole process group; the demo decides when this process ends.
process.on('SIGINT', () => {}).on('SIGTERM', () => {});
process.once('disconnect', () => process.exit());
