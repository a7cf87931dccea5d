import { callbackUrls } from '../../emulator/testClient';
import { untilServed } from '../../tools/start';
import { picture } from './browser/screenshots';
import { TRIGGER_NODE } from '../support/nodeNames';
import { begin, close, conversationUrlWith, onlyUrls, urlWith } from './twilio';
import { useWorkplace } from './workplace';

const STRANGER = 'https://stranger.example/callback';
const NODE = 'Twilio Conversations Trigger';

const place = useWorkplace('trigger');
const { stage } = place;

let configurations = 0;

/** Creates an inactive workflow that listens on its own configuration. */
async function arranged(callbacks: string[]) {
	const { emulator } = stage;
	emulator.callbacks.delivered.length = 0;
	const { id: configurationId, settings } = emulator.store.addConfiguration({
		displayName: `Support ${++configurations}`,
		statusCallbacks: callbacks.map((url) => ({ url, method: 'POST' })),
	});
	const parameters = {
		listenOn: 'configuration',
		configurationId: {
			__rl: true,
			mode: 'list',
			value: configurationId,
			cachedResultName: settings.displayName,
		},
		events: ['CONVERSATION_CREATED'],
		options: { allowPrivateUrl: true },
	};
	const id = await stage.workflow([stage.node({ name: NODE, type: TRIGGER_NODE, parameters })]);
	return { id, configurationId };
}

/** n8n's answers to the callbacks of this test. */
function answers(): Array<number | null> {
	return stage.emulator.callbacks.delivered.map(({ status }) => status);
}

/** Opens one conversation, and waits for the execution that it starts. */
async function expectExecution(id: string, configurationId: string, count: number): Promise<void> {
	const { emulator, n8n } = stage;
	await begin(emulator, configurationId, `Conversation ${count}`);
	const executions = await n8n.client.finishedExecutions(id, count);
	expect(executions.map(({ status }) => status)).toEqual(Array(count).fill('success'));
}

it('listens for a test event, shows it, and takes the test URL away again', async () => {
	const { emulator } = stage;
	const { id, configurationId } = await arranged([STRANGER]);
	await place.editor.openWorkflow(id);
	const panel = await place.editor.openByClick(NODE);
	await panel.listen();
	await urlWith(emulator, configurationId, '/webhook-test/');
	await panel.listening.waitFor();

	const conversationId = await begin(emulator, configurationId, 'Order 4711');
	expect(await panel.itemCount()).toBe('1 item');
	await panel.seeInOutput(conversationId);
	await onlyUrls(emulator, configurationId, [STRANGER]);
	await panel.listening.waitFor({ state: 'hidden' });
	await picture(place.editor.page, 'trigger');
});

it('is published: signed callbacks start executions, forged ones do not; then takes its URL away', async () => {
	const { emulator, n8n } = stage;
	const { id, configurationId } = await arranged([STRANGER]);
	await place.editor.openWorkflow(id);
	await place.editor.publish();
	const url = await urlWith(emulator, configurationId, '/webhook/');
	expect(callbackUrls(emulator, configurationId)).toEqual([STRANGER, url]);
	await untilServed(url);

	await expectExecution(id, configurationId, 1);
	const [execution] = await n8n.client.executions(id);
	const { data } = await n8n.client.executionData(execution.id);
	expect(data.resultData.runData[NODE][0].data?.main[0]?.[0].json).toMatchObject({
		eventType: 'CONVERSATION_CREATED',
		data: { name: 'Conversation 1' },
	});

	emulator.callbacks.delivered.length = 0;
	emulator.configure({ callbackForgery: 'wrongToken' });
	await begin(emulator, configurationId, 'Forged');
	emulator.configure({ callbackForgery: 'none' });
	const toThis = emulator.callbacks.delivered.filter((delivery) => delivery.url.startsWith(url));
	expect(new Set(toThis.map(({ status }) => status))).toEqual(new Set([403]));
	await expectExecution(id, configurationId, 2);

	await n8n.client.deactivate(id);
	await onlyUrls(emulator, configurationId, [STRANGER]);
});

it('says in the editor what stands in the way, and what to do', async () => {
	const { emulator } = stage;
	const others = [STRANGER, 'https://crm.example/hook'];
	const { id, configurationId } = await arranged(others);
	await place.editor.openWorkflow(id);
	const panel = await place.editor.openByClick(NODE);
	await panel.listen();
	const { displayName } = emulator.store.configurations.get(configurationId)?.settings ?? {};
	await place.editor.page
		.getByText(`"${displayName}" already has 2 status callbacks: ${others.join(', ')}. Remove one`)
		.first()
		.waitFor();
	await place.editor.page
		.getByText('in Twilio, or choose another configuration.')
		.first()
		.waitFor();
	await onlyUrls(emulator, configurationId, others);
	// n8n answers the editor with status 500 then, which the browser logs as an error.
	expect(place.editor.takeComplaints().join('\n')).toContain('already has 2 status callbacks');
});

describe('when n8n is started again', () => {
	// How the browser reacts to an n8n that goes away is not tested here.
	beforeAll(async () => await place.editor.leave());

	it('goes on after a restart, and is still registered once', async () => {
		const { emulator, n8n } = stage;
		const { id, configurationId } = await arranged([STRANGER]);
		await n8n.client.activate(id);
		const url = await urlWith(emulator, configurationId, '/webhook/');

		await n8n.restart();
		await untilServed(url);
		expect(callbackUrls(emulator, configurationId)).toEqual([STRANGER, url]);
		await expectExecution(id, configurationId, 1);
		await n8n.client.deactivate(id);
		await onlyUrls(emulator, configurationId, [STRANGER]);
	});

	it('goes on after kill -9 in the middle of a test, and leaves nothing behind in the end', async () => {
		const { emulator, n8n } = stage;
		const { id, configurationId } = await arranged([]);
		await n8n.client.activate(id);
		const url = await urlWith(emulator, configurationId, '/webhook/');
		await n8n.client.run(id, NODE);
		const testUrl = await urlWith(emulator, configurationId, '/webhook-test/');

		await n8n.kill('SIGKILL');
		await begin(emulator, configurationId, 'Nobody listens');
		expect(new Set(answers())).toEqual(new Set([null]));
		await n8n.restart();
		await untilServed(url);
		expect(callbackUrls(emulator, configurationId)).toEqual([url, testUrl]);
		await expectExecution(id, configurationId, 1);

		// The next test registers the test URL that was left, and removes it afterwards.
		await n8n.client.run(id, NODE);
		await untilServed(testUrl);
		await expectExecution(id, configurationId, 3);
		await onlyUrls(emulator, configurationId, [url]);
		await n8n.client.deactivate(id);
		await onlyUrls(emulator, configurationId, []);
	});

	it('can be deactivated when the conversation that it listened on is closed by now', async () => {
		const { emulator, n8n } = stage;
		const { configurationId } = await arranged([]);
		const conversationId = await begin(emulator, configurationId, 'To be closed');
		const parameters = {
			listenOn: 'conversation',
			conversationId: { __rl: true, mode: 'id', value: conversationId },
			events: ['CONVERSATION_CLOSED'],
			options: { allowPrivateUrl: true },
		};
		const id = await stage.workflow([stage.node({ type: TRIGGER_NODE, parameters })]);
		await n8n.client.activate(id);
		await conversationUrlWith(emulator, conversationId, '/webhook/');
		await close(emulator, conversationId);
		const [{ status }] = await n8n.client.finishedExecutions(id, 1);
		expect(status).toBe('success');
		expect((await n8n.client.deactivate(id)).active).toBe(false);
	});
});
