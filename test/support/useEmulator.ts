import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import { request } from 'undici';

import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator';
import { credentialData } from '../../emulator/testClient';
import { type CredentialData, type NodeResult, runNode, type RunNodeOptions } from './engine';

/** Credentials that an emulator accepts. */
export function credentialsFor(
	emulator: Emulator,
	changes: ICredentialDataDecryptedObject = {},
): CredentialData {
	return {
		twilioConversationsApi: { ...credentialData(emulator), ...changes },
	};
}

type NodeRun = Partial<Omit<RunNodeOptions, 'parameters'>>;

/** Helpers for tests on an emulator. @param emulatorOf returns it, once it has started */
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

		/** Requests that the emulator received, e.g. `GET /v2/Conversations`. */
		requests(): string[] {
			return emulatorOf().journal.map(({ method, path }) => `${method} ${path}`);
		},

		/** Deletes a conversation and returns the operation's ID; clears the journal afterwards. */
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

		/** Adds a conversation, with a configuration of its own unless one is given. */
		conversation(values: Partial<Parameters<Emulator['store']['addConversation']>[0]> = {}) {
			const { store } = emulatorOf();
			const configurationId = values.configurationId ?? store.addConfiguration().id;
			return store.addConversation({ configurationId, ...values });
		},
	};
}

/** An emulator with the helpers for tests. */
export type EmulatorService = ReturnType<typeof serviceOf>;

/** Operations and messages finish at the first poll, unless a test sets the switches otherwise. */
async function startQuick(options: EmulatorOptions): Promise<Emulator> {
	const quick = { operationRetryAfter: 0, operationPolls: 0, actionPolls: 0 };
	const switches = { ...quick, ...options.switches };
	return await startEmulator({ ...options, switches });
}

/** An emulator for one test file, reset before each test. */
export function useEmulator(options: EmulatorOptions = {}): EmulatorService {
	let emulator: Emulator;

	beforeAll(async () => {
		emulator = await startQuick(options);
	});
	beforeEach(() => emulator.reset());
	// Every request and answer has to conform to Twilio's OpenAPI document.
	afterEach(() => expect(emulator.violations).toEqual([]));
	afterAll(async () => await emulator.close());

	return serviceOf(() => emulator);
}

/**
 * Makes one attempt for each of several things concurrently, each on an emulator of its own, so that
 * the waits of the node overlap.
 *
 * @returns a function that gives the result for one of them, for the test that is about it
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
			// A failure is reported by the test that awaits it; here it would be an unhandled rejection.
			result.catch(() => undefined);
			results.set(thing, result);
		}
	});
	return async (thing) => await (results.get(thing) ?? attemptOnce(thing));
}
