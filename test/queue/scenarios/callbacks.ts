import { seconds } from '../../../tools/cli/format';
import type { Delivery } from '../../../emulator';
import type { Execution } from '../../../tools/start';
import { equal, holds } from '../check';
import type { Check } from '../check';
import { shares } from '../executions';
import { onceNeverTwice, readings } from '../journal';
import { Listener } from './listener';
import type { Finding, Stage } from './stage';

/** Callbacks that are sent to both webhook processes. */
const TO_BOTH = 20;
const FORGED = 5;

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
 * Sends signed callbacks to one webhook process, each delivered twice; forged ones; and signed ones
 * to both webhook processes at the same moment.
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
	const afterForged = await main.client.executions(listener.workflowId);

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
		// Processes do not share their memory of deliveries; this is why the token is in the output.
		equal('executions of these', TO_BOTH * origins.length, all.length - afterForged.length),
		equal('all executions successful', all.length, succeeded(all)),
		equal('conversations read behind the count in Redis, once', count + TO_BOTH, read.once),
		equal('conversations read twice', 0, read.twice),
	];
	tell('deactivating the trigger');
	await listener.stop();
	return { checks, remarks };
}
