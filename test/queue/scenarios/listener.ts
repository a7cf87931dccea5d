import type { Delivery } from '../../../emulator';
import { apiOf, callbackUrls } from '../../../emulator/testClient';
import { untilServed } from '../../../tools/start';
import type { Execution } from '../../../tools/start';
import { eventually } from '../../support/eventually';
import { signed } from '../../../emulator/signedCallback';
import { listening } from '../workflows';
import type { Stage } from './stage';

/** The emulator sends the callbacks of a URL one after the other, which takes time. */
const DELIVERIES_TIMEOUT_MS = 240_000;
const EXECUTIONS_TIMEOUT_MS = 90_000;

/** A workflow with a trigger, and its executions. */
export class Listener {
	private constructor(
		private readonly stage: Stage,
		readonly configurationId: string,
		readonly workflowId: string,
	) {}

	/** Activates it, and waits until its URL is registered and served. */
	static async start(stage: Stage): Promise<Listener> {
		const { deployment, emulator, credentials, signal } = stage;
		const { client } = deployment.main;
		const configurationId = emulator.store.addConfiguration({ displayName: 'Queue mode' }).id;
		const { id } = await client.createWorkflow(listening(credentials, configurationId));
		await client.activate(id);
		const listener = new Listener(stage, configurationId, id);
		// n8n answers before the trigger has registered its URL.
		await eventually('the URL of the trigger', () => listener.urls().length > 0, { signal });
		const [url] = listener.urls();
		await untilServed(url, { signal });
		return listener;
	}

	/** Deactivates it, and waits until its URL is gone. @throws Error when it stays registered */
	async stop(): Promise<void> {
		const { deployment, signal } = this.stage;
		await deployment.main.client.deactivate(this.workflowId);
		const isGone = () => this.urls().length === 0;
		await eventually('the URL of the trigger to be taken away', isGone, { signal });
	}

	/** The registered callback URLs. */
	urls(): string[] {
		return callbackUrls(this.stage.emulator, this.configurationId);
	}

	/** Opens conversations. @returns their ids */
	private async begin(count: number): Promise<string[]> {
		const { emulator, signal } = this.stage;
		const api = apiOf(emulator);
		const ids: string[] = [];
		for (let index = 0; index < count; index++) {
			signal.throwIfAborted();
			const request = { configurationId: this.configurationId, name: `Order ${index + 1}` };
			ids.push((await api('POST', '/v2/Conversations', request)).body.id);
		}
		return ids;
	}

	/** Opens conversations. @returns their ids, and the callbacks that the emulator sent */
	async converse(count: number): Promise<{ ids: string[]; deliveries: Delivery[] }> {
		const { emulator, signal } = this.stage;
		const { delivered } = emulator.callbacks;
		delivered.length = 0;
		const ids = await this.begin(count);
		const due = count * (1 + emulator.switches.callbackDuplicates);
		await eventually(`${due} callbacks to be delivered`, () => delivered.length >= due, {
			timeoutMs: DELIVERIES_TIMEOUT_MS,
			intervalMs: 20,
			signal,
		});
		return { ids, deliveries: delivered.splice(0) };
	}

	/**
	 * Opens conversations, and sends the same callback of each, byte for byte, to several n8n
	 * processes at the same moment.
	 *
	 * @param origins of the processes
	 * @returns their ids, and how many requests were answered with 200
	 */
	async converseWithAll(
		count: number,
		origins: readonly string[],
	): Promise<{ ids: string[]; accepted: number }> {
		const { emulator } = this.stage;
		emulator.configure({ callbacks: false });
		const ids = await this.begin(count);
		emulator.configure({ callbacks: true });
		const [url] = this.urls();
		const statuses: number[] = [];
		for (const id of ids) {
			const event = { eventType: 'CONVERSATION_CREATED', data: { id } };
			const { path, ...request } = signed(url, emulator.authToken, event);
			const send = async (origin: string) =>
				(await fetch(origin + path, { method: 'POST', ...request })).status;
			statuses.push(...(await Promise.all(origins.map(send))));
		}
		return { ids, accepted: statuses.filter((status) => status === 200).length };
	}

	/** Waits for at least that many finished executions. */
	async executions(count: number): Promise<Execution[]> {
		const { deployment, signal } = this.stage;
		const patience = { timeoutMs: EXECUTIONS_TIMEOUT_MS, signal };
		return await deployment.main.client.endedExecutions(this.workflowId, count, patience);
	}
}
