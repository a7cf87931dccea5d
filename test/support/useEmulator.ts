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

/** An emulator for one test file: as new for each test, and judging all that went through it. */
export function useEmulator(options: EmulatorOptions = {}) {
	let emulator: Emulator;

	beforeAll(async () => {
		emulator = await startEmulator({
			...options,
			switches: { operationRetryAfter: 0, operationPolls: 0, ...options.switches },
		});
	});
	beforeEach(() => emulator.reset());
	// Twilio's OpenAPI document is the referee for whatever was sent and answered.
	afterEach(() => expect(emulator.violations).toEqual([]));
	afterAll(async () => await emulator.close());

	return {
		get emulator() {
			return emulator;
		},

		/** Runs the action node against it. */
		async run(
			resource: string,
			operation: string,
			parameters: INodeParameters,
			how: NodeRun = {},
		): Promise<NodeResult> {
			return await runNode({
				credentials: credentialsFor(emulator),
				...how,
				parameters: { resource, operation, ...parameters },
			});
		},

		/** What was asked of the emulator, e.g. `GET /v2/Conversations`. */
		requests(): string[] {
			return emulator.journal.map(({ method, path }) => `${method} ${path}`);
		},

		/** The id of an operation that Twilio has accepted; it leaves no trace in the journal. */
		async operation(): Promise<string> {
			const { url, accountSid, authToken, journal } = emulator;
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
			const configurationId = values.configurationId ?? emulator.store.addConfiguration().id;
			return emulator.store.addConversation({ configurationId, ...values });
		},
	};
}
