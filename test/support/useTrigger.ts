import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { type Emulator, startEmulator } from '../../emulator';
import { loadNodeTypes, startWebhookServer, TriggerUnderTest, type WebhookServer } from './engine';
import { credentialsFor } from './useEmulator';

export const PRIVATE = { allowPrivateUrl: true };

/** An emulator, and an n8n that receives its callbacks; both are reset before each test. */
export function useTrigger() {
	let emulator: Emulator;
	let server: WebhookServer;
	let count = 0;

	beforeAll(async () => {
		emulator = await startEmulator({
			switches: { operationRetryAfter: 0, operationPolls: 0 },
		});
		server = await startWebhookServer();
	});
	beforeEach(() => {
		emulator.reset();
		server.triggers.length = 0;
	});
	afterEach(() => {
		expect(emulator.violations).toEqual([]);
		expect(server.failures).toEqual([]);
	});
	afterAll(async () => {
		await server.close();
		await emulator.close();
	});

	return {
		get emulator() {
			return emulator;
		},
		get server() {
			return server;
		},

		/** A workflow with a trigger, on the receiving n8n; not active yet. */
		async trigger(parameters: INodeParameters, changes: IDataObject = {}) {
			const { instanceUrl = server.url, ...credential } = changes;
			const trigger = new TriggerUnderTest({
				nodeTypes: await loadNodeTypes(),
				id: `workflow${++count}`,
				instanceUrl: String(instanceUrl),
				credentials: credentialsFor(emulator, credential as Record<string, string>),
				parameters: { options: PRIVATE, ...parameters },
			});
			server.triggers.push(trigger);
			return trigger;
		},

		/** URLs of a configuration's status callbacks. */
		urlsOf(configurationId: string): string[] {
			const { settings } = emulator.store.configurations.get(configurationId) ?? {};
			return (settings?.statusCallbacks ?? []).map(({ url }) => url);
		},
	};
}
