import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import { request } from 'undici';

import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator';
import { credentialData } from '../../emulator/testClient';
import { type CredentialData, type NodeResult, runNode, type RunNodeOptions } from './engine';

/** The credential that fits an emulator. */
export function credentialsFor(
	emulator: Emulator,
	changes: ICredentialDataDecryptedObject = {},
): CredentialData {
	return {
		twilioConversationsApi: { ...credentialData(emulator), ...changes },
	};
}

type NodeRun = Partial<Omit<RunNodeOptions, 'parameters'>>;

/** What tests ask of an emulator. @param emulatorOf the one that is there by then */
function serviceOf(emulatorOf: () => Emulator) {
	return {
		get emulator() {
			return emulatorOf();
		},

		/** Runs the action node against it. */
		async run(
			resource: string,
			operation: string,
			parameters: INodeParameters,
			how: NodeRun = {},
		): Promise<NodeResult> {
			return await runNode({
				credentials: credentialsFor(emulatorOf()),
				...how,
				parameters: { resource, operation, ...parameters },
			});
		},

		/** What was asked of the emulator, e.g. `GET /v2/Conversations`. */
		requests(): string[] {
			return emulatorOf().journal.map(({ method, path }) => `${method} ${path}`);
		},

		/** The id of an operation that Twilio has accepted; it leaves no trace in the journal. */
		async operation(): Promise<string> {
			const { url, accountSid, authToken, journal } = emulatorOf();
			const { id } = this.conversation();
			const { headers, body } = await request(`${url}/v2/Conversations/${id}`, {
				method: 'DELETE',
				headers: {
					authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
				},
			});
			await body.dump();
			journal.length = 0;
			return String(headers['operation-id']);
		},

		/** A conversation in the store, with a configuration of its own. */
		conversation(values: Partial<Parameters<Emulator['store']['addConversation']>[0]> = {}) {
			const { store } = emulatorOf();
			const configurationId = values.configurationId ?? store.addConfiguration().id;
			return store.addConversation({ configurationId, ...values });
		},
	};
}

/** An emulator, and what tests ask of it. */
export type EmulatorService = ReturnType<typeof serviceOf>;

/** Quick, unless a test wants it otherwise. */
async function startQuick(options: EmulatorOptions): Promise<Emulator> {
	const switches = { operationRetryAfter: 0, operationPolls: 0, ...options.switches };
	return await startEmulator({ ...options, switches });
}

/** An emulator for one test file: as new for each test, and judging all that went through it. */
export function useEmulator(options: EmulatorOptions = {}): EmulatorService {
	let emulator: Emulator;

	beforeAll(async () => {
		emulator = await startQuick(options);
	});
	beforeEach(() => emulator.reset());
	// Twilio's OpenAPI document is the referee for every request and answer.
	afterEach(() => expect(emulator.violations).toEqual([]));
	afterAll(async () => await emulator.close());

	return serviceOf(() => emulator);
}

/**
 * Tries the same with each of several things at once, each with an emulator of its own: for what
 * takes time because the node waits.
 *
 * @returns what came of one of them, for the test that is about it
 */
export function useSideBySide<T, R>(
	things: readonly T[],
	attempt: (service: EmulatorService, thing: T) => Promise<R>,
): (thing: T) => Promise<R> {
	const results = new Map<T, Promise<R>>();
	const attemptOnce = async (thing: T): Promise<R> => {
		const emulator = await startQuick({});
		try {
			const result = await attempt(
				serviceOf(() => emulator),
				thing,
			);
			expect(emulator.violations).toEqual([]);
			return result;
		} finally {
			await emulator.close();
		}
	};
	beforeAll(() => {
		for (const thing of things) {
			const result = attemptOnce(thing);
			// The test that awaits it reports a failure.
			result.catch(() => undefined);
			results.set(thing, result);
		}
	});
	return async (thing) => await (results.get(thing) ?? attemptOnce(thing));
}
