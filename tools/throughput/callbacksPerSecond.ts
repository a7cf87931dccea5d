import { CREDENTIAL_TYPE } from '../../test/support/nodeNames';
import { DEFAULT_CREDENTIALS } from '../../emulator';
import type { NewWorkflow, RunningN8n } from '../start';
import { eventually } from '../../test/support/eventually';
import { processorMs } from './cpu';
import { callbacks, send } from './load';
import { median } from './statistics';
import { withBareWebhook, withTrigger } from './workflows';

/** The figures of one workflow in one round. */
export interface Rate {
	/** Callbacks received and executed per second. */
	perSecond: number;
	/** CPU time of n8n per callback, in milliseconds. */
	processorMs: number;
	/** Median time to the answer, in milliseconds. */
	answerMs: number;
}

/** Both workflows, one right after the other. */
export interface Round {
	trigger: Rate;
	webhook: Rate;
}

export interface LoadOptions {
	/** Callbacks for each workflow in each round. */
	callbacks: number;
	rounds: number;
	atOnce: number;
	tell: (phase: string, detail?: string) => void;
	signal: AbortSignal;
}

const RUN_TIMEOUT_MS = 120_000;
const LOOK_INTERVAL_MS = 50;

/** A workflow under load. */
class Target {
	private sent = 0;

	constructor(
		private readonly n8n: RunningN8n,
		private readonly id: string,
		private readonly url: string,
	) {}

	/** Sends callbacks, and waits until all of them have been executed. */
	async receive({ callbacks: count, atOnce, signal }: LoadOptions): Promise<Rate> {
		const list = callbacks(this.url, DEFAULT_CREDENTIALS.authToken, count);
		const spent = processorMs(this.n8n.pid);
		const begun = performance.now();
		const waits = await send(this.n8n.url, list, atOnce, signal);
		this.sent += count;
		await eventually('all executions', async () => (await this.succeeded()) === this.sent, {
			timeoutMs: RUN_TIMEOUT_MS,
			intervalMs: LOOK_INTERVAL_MS,
			signal,
		});
		const seconds = (performance.now() - begun) / 1000;
		return {
			perSecond: count / seconds,
			processorMs: (processorMs(this.n8n.pid) - spent) / count,
			answerMs: median(waits),
		};
	}

	/** Polls until the URL is served; one callback is executed by this. */
	async ready(signal: AbortSignal): Promise<void> {
		const one = callbacks(this.url, DEFAULT_CREDENTIALS.authToken, 1);
		await eventually('the webhook', async () => await send(this.n8n.url, one, 1, signal), {
			signal,
		});
		this.sent++;
	}

	private async succeeded(): Promise<number> {
		const filter = JSON.stringify({ workflowId: this.id, status: ['success'] });
		const path = `/rest/executions?filter=${encodeURIComponent(filter)}&limit=1`;
		return (await this.n8n.client.request<{ count: number }>('GET', path)).count;
	}
}

async function activate(
	n8n: RunningN8n,
	{ workflow, path }: { workflow: NewWorkflow; path: string },
	signal: AbortSignal,
): Promise<Target> {
	const { id } = await n8n.client.createWorkflow(workflow);
	await n8n.client.activate(id);
	const target = new Target(n8n, id, n8n.url + path);
	await target.ready(signal);
	return target;
}

/**
 * Sends the same callbacks to a workflow with this package's trigger and to one with n8n's own
 * Webhook node, in turns, so that other load on the machine affects both.
 */
export async function measureCallbacks(n8n: RunningN8n, options: LoadOptions): Promise<Round[]> {
	const { rounds, tell, signal } = options;
	const { accountSid, authToken } = DEFAULT_CREDENTIALS;
	const credential = await n8n.client.createCredential({
		name: 'Twilio',
		type: CREDENTIAL_TYPE,
		data: { authType: 'authToken', accountSid, authToken },
	});
	const trigger = await activate(n8n, withTrigger(credential), signal);
	const webhook = await activate(n8n, withBareWebhook(), signal);
	const measured: Round[] = [];
	// The first round is a warm-up.
	for (let round = 0; round <= rounds; round++) {
		tell('sending callbacks', `round ${round} of ${rounds}`);
		const order = round % 2 === 0 ? [trigger, webhook] : [webhook, trigger];
		const rates = new Map<Target, Rate>();
		for (const target of order) rates.set(target, await target.receive(options));
		const [ofTrigger, ofWebhook] = [rates.get(trigger), rates.get(webhook)];
		if (round === 0 || !ofTrigger || !ofWebhook) continue;
		measured.push({ trigger: ofTrigger, webhook: ofWebhook });
	}
	return measured;
}
