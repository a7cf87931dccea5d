import type { Delivery } from '../../emulator';
import { apiOf } from '../../emulator/testClient';
import { eventually } from '../../n8n';
import type { Execution } from '../../n8n';
import { equal, holds } from '../check';
import type { Check } from '../check';
import { allExecutions, endedExecutions, shares } from '../executions';
import { onceNeverTwice, readings } from '../journal';
import { seconds } from '../report';
import { signed } from '../signed';
import { listening } from '../workflows';
import type { Finding, Stage } from './stage';

/** So many callbacks reach both webhook processes. */
const TO_BOTH = 20;
const FORGED = 5;
/** The emulator sends to a URL one after the other. */
const DELIVERIES_TIMEOUT_MS = 240_000;
const EXECUTIONS_TIMEOUT_MS = 90_000;

/** A workflow that listens, and what came of it. */
class Listener {
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
		await eventually(
			'the URL of the trigger to be served',
			// Unsigned: it is refused with 403 where the trigger is, and with 404 where it is not.
			async () => (await fetch(url, { method: 'POST' })).status === 403,
			{ signal },
		);
		return listener;
	}

	/** Deactivates it, and waits until its URL is gone. @throws Error when it stays */
	async stop(): Promise<void> {
		const { deployment, signal } = this.stage;
		await deployment.main.client.deactivate(this.workflowId);
		const isGone = () => this.urls().length === 0;
		await eventually('the URL of the trigger to be taken away', isGone, { signal });
	}

	/** What is registered at Twilio. */
	urls(): string[] {
		const { settings } = this.stage.emulator.store.configurations.get(this.configurationId) ?? {};
		return (settings?.statusCallbacks ?? []).map(({ url }) => url);
	}

	/** Lets conversations begin. @returns their ids */
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

	/** Lets conversations begin. @returns their ids, and the callbacks that Twilio sent for it */
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
	 * Lets conversations begin, and sends the callback of each to several processes of n8n at the
	 * same moment, byte by byte the same.
	 *
	 * @param origins of the processes
	 * @returns their ids, and how often they were answered with 200
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

	/** Waits until so many executions or more have ended. */
	async executions(count: number): Promise<Execution[]> {
		const { deployment, signal } = this.stage;
		const patience = { timeoutMs: EXECUTIONS_TIMEOUT_MS, signal };
		return await endedExecutions(deployment.main.client, this.workflowId, count, patience);
	}
}

function answered(deliveries: readonly Delivery[], expected: number): number {
	return deliveries.filter(({ status }) => status === expected).length;
}

function succeeded(executions: readonly Execution[]): number {
	return executions.filter(({ status }) => status === 'success').length;
}

async function forge(listener: Listener, { emulator }: Stage): Promise<Check> {
	emulator.configure({ callbackDuplicates: 0, callbackForgery: 'wrongToken' });
	const { deliveries } = await listener.converse(FORGED);
	emulator.configure({ callbackForgery: 'none' });
	return equal('forged callbacks refused (403)', FORGED, answered(deliveries, 403));
}

/**
 * Signed callbacks to one webhook process, each delivered twice; forged ones; and signed ones to both
 * webhook processes at the same moment.
 */
export async function receiveCallbacks(stage: Stage, count: number): Promise<Finding> {
	const { deployment, emulator, tell } = stage;
	const { main, workers, webhooks } = deployment;
	tell('activating a trigger');
	const listener = await Listener.start(stage);
	const journalBegan = emulator.journal.length;
	const begun = performance.now();

	tell(`sending ${count} callbacks, each twice`);
	emulator.configure({ callbackDuplicates: 1 });
	const { ids, deliveries } = await listener.converse(count);
	const executions = await listener.executions(count);
	const elapsedMs = performance.now() - begun;
	const share = shares(workers, executions);

	tell('sending forged callbacks');
	const forged = await forge(listener, stage);
	const afterForged = await allExecutions(main.client, listener.workflowId);

	tell('sending to both webhook processes at once');
	const [first] = webhooks;
	const origins = webhooks.map(({ url }) => url);
	const both = await listener.converseWithAll(TO_BOTH, origins);
	const all = await listener.executions(count + TO_BOTH * origins.length);
	const journal = emulator.journal.slice(journalBegan);
	const read = onceNeverTwice(readings(journal), [...ids, ...both.ids]);

	const atFirst = listener.urls().filter((url) => url.startsWith(`${first.url}/webhook/`));
	const remarks = [
		`${count} callbacks, each sent twice, one after the other, and run: ${seconds(elapsedMs)}`,
	];
	const checks = [
		equal('URLs registered at Twilio, of the webhook process', 1, atFirst.length),
		equal('signed callbacks accepted, each sent twice', 2 * count, answered(deliveries, 200)),
		equal('executions, one for each callback', count, executions.length),
		equal('of these successful', count, succeeded(executions)),
		equal(
			'of these begun on a worker',
			count,
			share.reduce((sum, one) => sum + one, 0),
		),
		holds(
			'share of each worker',
			'more than 0',
			share.join(' + '),
			share.every((one) => one > 0),
		),
		forged,
		equal('executions that forged ones started', 0, afterForged.length - executions.length),
		equal(
			'sent to both webhook processes at once, accepted',
			TO_BOTH * origins.length,
			both.accepted,
		),
		// One cannot know what the other has: this is why the token is in the output.
		equal('executions of these', TO_BOTH * origins.length, all.length - afterForged.length),
		equal('all executions successful', all.length, succeeded(all)),
		equal('conversations read behind the count in Redis, once', count + TO_BOTH, read.once),
		equal('conversations read twice', 0, read.twice),
	];
	tell('deactivating the trigger');
	await listener.stop();
	return { checks, remarks };
}
