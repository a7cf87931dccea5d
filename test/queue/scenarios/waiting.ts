import { seconds } from '../../../tools/cli/format';
import { apiOf, person } from '../../../emulator/testClient';
import { eventually } from '../../support/eventually';
import { equal } from '../check';
import { begunIn } from '../executions';
import { asking, COMPANY } from '../workflows';
import type { Finding, Stage } from './stage';

const CUSTOMER = '+15017122662';
const TIMEOUT_MS = 60_000;

/**
 * A workflow asks a customer and waits; the worker that asked is killed meanwhile. The reply reaches a
 * webhook process, and the flow goes on on the worker that is left.
 */
export async function waitThroughKill({
	deployment,
	emulator,
	credentials,
	tell,
	signal,
}: Stage): Promise<Finding> {
	const { main, workers, webhooks } = deployment;
	const { client } = main;
	const patience = { timeoutMs: TIMEOUT_MS, signal };
	emulator.configure({ callbackDuplicates: 1 });
	const { id: configurationId } = emulator.store.addConfiguration();
	const participants = [person(CUSTOMER), person(COMPANY, 'AGENT')];
	const api = apiOf(emulator);
	const { body } = await api('POST', '/v2/Conversations', { configurationId, participants });
	const urls = () =>
		(emulator.store.conversations.get(body.id)?.overrides?.statusCallbacks ?? []).map(
			({ url }) => url,
		);

	tell('asking');
	const path = 'ask-in-queue-mode';
	const { id } = await client.createWorkflow(
		asking(credentials.twilio, { path, conversationId: body.id, customer: CUSTOMER }),
	);
	await client.activate(id);
	// It is served a moment later; the first call that is answered starts it.
	const call = async () => (await fetch(`${webhooks[0].url}/webhook/${path}`)).ok;
	await eventually('the workflow to be called', call, patience);
	const waiting = await eventually(
		'an execution that waits',
		async () => (await client.executions(id)).find(({ status }) => status === 'waiting'),
		patience,
	);
	const [url = ''] = urls();

	tell('killing the worker that asked');
	const victim = workers.find((worker) => begunIn(worker.logs()).includes(waiting.id));
	const survivor = workers.find((worker) => worker !== victim);
	await victim?.kill('SIGKILL');
	const write = async (from: string, to: string, text: string) => {
		const { status } = await api('POST', `/v2/Conversations/${body.id}/Communications`, {
			author: { address: from, channel: 'SMS' },
			recipients: [{ address: to, channel: 'SMS' }],
			content: { type: 'TEXT', text },
		});
		if (status !== 201) throw new Error(`The message was answered with ${status}`);
		await emulator.callbacks.idle();
	};
	await write(COMPANY, CUSTOMER, 'YES');
	const [{ status: before }] = await client.executions(id);
	tell('replying');
	const repliedAt = performance.now();
	await write(CUSTOMER, COMPANY, 'yes');
	const [ended] = await client.finishedExecutions(id, 1, patience);
	const elapsedMs = performance.now() - repliedAt;
	const { data } = await client.executionData(ended.id);
	const output = data.resultData.runData.After?.[0]?.data?.main[0]?.[0]?.json ?? {};
	const all = await client.executions(id);
	emulator.configure({ callbackDuplicates: 0 });
	await client.deactivate(id);
	tell('starting the worker again');
	await victim?.restart();
	const wentOnThere = begunIn(survivor?.logs() ?? '').includes(ended.id);
	return {
		checks: [
			equal('URL at Twilio, of the webhook process', webhooks[0].url, new URL(url).origin),
			equal('after the own message', 'waiting', before),
			equal('how it ended', 'success', ended.status),
			equal(
				'outcome and choice',
				'replied YES',
				`${String(output.outcome)} ${String(output.choice)}`,
			),
			equal('executions', 1, all.length),
			equal('went on', 'on the other worker', wentOnThere ? 'on the other worker' : 'elsewhere'),
			equal('questions sent', 1, emulator.store.conversations.get(body.id)?.actions.length ?? 0),
			equal('URLs left at the conversation', 0, urls().length),
		],
		remarks: [`From the reply to the end of the flow: ${seconds(elapsedMs)}`],
	};
}
