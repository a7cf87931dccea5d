/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { untilServed } from '../../tools/start';
import { addCommunication } from '../support/addRecords';
import { eventually } from '../support/eventually';
import { TRIGGER_NODE } from '../support/nodeNames';
import { untilAsked } from './asking';
import { Clicks } from './browser/clicks';
import type { NodePanel } from './browser/nodePanel';
import { COMPANY, begin, say, urlWith } from './twilio';
import { useWorkplace } from './workplace';

/** The jobs that people come for, done as they do them, and how many clicks each takes at most. */
const place = useWorkplace('jobs');
const { stage } = place;

const TRIGGER = 'Twilio Conversations Trigger';
const JANE = '+15005550042';

let clicks: Clicks;

beforeAll(async () => {
	clicks = await Clicks.on(place.editor.page);
});

type Conversation = ReturnType<typeof stage.emulator.store.addConversation>;

/** A conversation of the company with a customer, in which both have written. */
function conversationOf(name: string, address: string): Conversation {
	const { emulator } = stage;
	const customer = { channel: 'SMS', address } as const;
	const company = { channel: 'SMS', address: COMPANY } as const;
	const conversation = emulator.store.addConversation({
		configurationId: emulator.store.addConfiguration().id,
		name,
		participants: [
			{ name: 'Jane', type: 'CUSTOMER', addresses: [customer] },
			{ name: 'Support', type: 'AGENT', addresses: [company] },
		],
	});
	const write = (author: typeof customer, text: string) =>
		addCommunication(emulator, conversation, { author, content: { type: 'TEXT', text } });
	write(customer, 'Where is my parcel?');
	write(company, 'It will be there tomorrow');
	return conversation;
}

/** Adds a node of this package behind the only one that is there, by the name of its action. */
async function addBehind(action: string): Promise<NodePanel> {
	const { editor } = place;
	const plus = editor.byTestId('canvas-handle-plus').first();
	const found = await editor.searchNodes(plus, 'What happens next?', 'twilio conv');
	await found.first().click();
	await editor.page.getByText(action, { exact: true }).first().click();
	return await editor.nodePanel();
}

/** A workflow that is started by hand; from here on the clicks count. */
async function openNew(): Promise<string> {
	const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 };
	const id = await stage.workflow([{ ...start, parameters: {} }]);
	await place.editor.openWorkflow(id);
	clicks.take();
	return id;
}

function expectClicks(most: number): void {
	const count = clicks.take();
	process.stdout.write(`${expect.getState().currentTestName}: ${count} clicks\n`);
	expect(count).toBeLessThanOrEqual(most);
}

it('finds the conversation of a telephone number', async () => {
	const conversation = conversationOf('To be found', '+15005550045');
	conversationOf('Of somebody else', '+15005550043');
	await openNew();
	const panel = await addBehind('Get many conversations');
	await panel.addText('Participant Address', 'participantAddress', '+1 (500) 555-0045');
	await panel.execute();
	expect(await panel.itemCount()).toBe('1 item');
	await panel.seeInOutput(conversation.name ?? conversation.id);
	expectClicks(6);
});

it('closes what is idle, except the VIPs', async () => {
	const { clock, store } = stage.emulator;
	const updatedAt = clock.now() - 30 * 24 * 60 * 60 * 1000;
	const { id: configurationId } = store.addConfiguration();
	const [idle, vip] = ['Order 1', 'VIP Order 2'].map((name) =>
		store.addConversation({ configurationId, name, createdAt: updatedAt, updatedAt }),
	);
	await openNew();
	const panel = await addBehind('Clean up conversations');
	await panel.addText('Name Does Not Contain', 'nameDoesNotContain', 'VIP');
	await panel.execute();
	expect(await panel.itemCount()).toBe('1 item');
	await panel.seeInOutput('planned');
	await panel.toggle('dryRun');
	await panel.execute();
	await eventually('the change', () => idle.status === 'CLOSED');
	await panel.seeInOutput('done');
	expectClicks(8);
	expect(vip.status).toBe('ACTIVE');
});

it('starts a conversation with a new customer', async () => {
	const { emulator } = stage;
	emulator.store.addConfiguration({ displayName: 'Sales' });
	await openNew();
	const panel = await addBehind('Start a conversation');
	const picker = await panel.openPicker('configurationId');
	await picker.choose('Sales');
	await panel.write('address', '+1 500 555 0046');
	await panel.write('address', COMPANY, 1);
	await panel.write('text', 'Welcome');
	await panel.execute();
	expect(await panel.itemCount()).toBe('1 item');
	expectClicks(9);
	const started = [...emulator.store.conversations.values()].filter(({ participants }) =>
		participants.some(({ addresses }) => addresses[0].address === '+15005550046'),
	);
	expect(started).toMatchObject([{ communications: [{ content: { text: 'Welcome' } }] }]);
});

it('adds one capture rule, and keeps the others', async () => {
	const { store } = stage.emulator;
	const rule = { from: '*', to: COMPANY };
	const configuration = store.addConfiguration({
		displayName: 'Captured',
		channelSettings: { SMS: { captureRules: [rule] } },
	});
	await openNew();
	const panel = await addBehind('Add a capture rule to a configuration');
	const picker = await panel.openPicker('configurationId');
	await picker.choose('Captured');
	await panel.write('from', '*');
	await panel.write('to', '+15005550047');
	await panel.execute();
	expect(await panel.itemCount()).toBe('1 item');
	expectClicks(8);
	expect(configuration.settings.channelSettings?.SMS?.captureRules).toEqual([
		rule,
		{ from: '*', to: '+15005550047' },
	]);
});

it('asks a customer, and waits for the answer', async () => {
	const conversation = conversationOf('To be asked', JANE);
	const id = await openNew();
	const panel = await addBehind('Send a message and wait for reply');
	const picker = await panel.openPicker('conversationId');
	await picker.choose('To be asked');
	const from = await panel.openPicker('participantId');
	await from.choose('Support');
	const to = await panel.openPicker('participantId', 1);
	await to.choose('Jane');
	await panel.write('text', 'Is 3 pm fine?');
	expectClicks(10);
	// What only a local n8n needs, because Twilio could not reach it.
	await panel.addSwitch('Accept Private URL', 'allowPrivateUrl');
	await panel.execute();
	await untilAsked(stage, { id }, conversation.id);
	await say(stage.emulator, conversation.id, 'Yes');
	await panel.seeInOutput('replied');
});

it('closes a conversation', async () => {
	const conversation = conversationOf('To be closed', JANE);
	await openNew();
	const panel = await addBehind('Close a conversation');
	const picker = await panel.openPicker('conversationId');
	await picker.choose('To be closed');
	await panel.execute();
	expect(await panel.itemCount()).toBe('1 item');
	await panel.seeInOutput('alreadyClosed');
	expectClicks(6);
	expect(conversation.status).toBe('CLOSED');
});

it('reads a whole conversation as text', async () => {
	conversationOf('To be read', JANE);
	await openNew();
	const panel = await addBehind('Get the transcript of a conversation');
	const picker = await panel.openPicker('conversationId');
	await picker.choose('To be read');
	await panel.execute();
	expect(await panel.itemCount()).toBe('1 item');
	await panel.seeInOutput('Jane (customer, SMS): Where is my parcel?');
	await panel.seeInOutput('Support (agent, SMS): It will be there tomorrow');
	expectClicks(6);
});

it('erases a customer: looks first, then does it, and nobody else is touched', async () => {
	const { conversations } = stage.emulator.store;
	const others = [conversationOf('Of somebody else', '+15005550043').id];
	const own = ['One', 'Two'].map((name) => conversationOf(name, '+15005550044').id);
	await openNew();
	const panel = await addBehind('Clean up conversations');
	await panel.choose('cleanUpAction', 'Delete');
	await panel.removeGroup('idleFor');
	await panel.addText('Participant Address', 'participantAddress', '+1 (500) 555-0044');
	await panel.execute();
	expect(await panel.itemCount()).toBe('2 items');
	await panel.seeInOutput('planned');
	expect(own.filter((id) => conversations.has(id))).toEqual(own);
	await panel.toggle('dryRun');
	await panel.execute();
	await eventually('the deletions', () => !own.some((id) => conversations.has(id)));
	await panel.seeInOutput('done');
	expectClicks(11);
	expect(others.filter((id) => conversations.has(id))).toEqual(others);
});

it('replies to whoever writes: behind the trigger only the text is entered', async () => {
	const { emulator, n8n } = stage;
	const { id: configurationId } = emulator.store.addConfiguration();
	const parameters = {
		listenOn: 'configuration',
		configurationId: { __rl: true, mode: 'list', value: configurationId },
		events: ['COMMUNICATION_CREATED'],
		options: { allowPrivateUrl: true },
	};
	const id = await stage.workflow([stage.node({ name: TRIGGER, type: TRIGGER_NODE, parameters })]);
	await place.editor.openWorkflow(id);
	clicks.take();
	const panel = await addBehind('Reply to the last message of a customer');
	await panel.write('text', 'We are on it');
	await panel.close();
	await place.editor.publish();
	expectClicks(7);

	await untilServed(await urlWith(emulator, configurationId, '/webhook/'));
	const conversationId = await begin(emulator, configurationId, 'Somebody writes');
	await say(emulator, conversationId, 'Where is my parcel?');
	const conversation = emulator.store.conversations.get(conversationId);
	const answers = await eventually('the answer', () => {
		const own = conversation?.communications.filter(({ author }) => author.address === COMPANY);
		return own?.length ? own : undefined;
	});
	expect(answers).toMatchObject([
		{
			content: { text: 'We are on it' },
			recipients: [{ address: conversation?.participants[0].addresses[0].address }],
		},
	]);
	// The answer comes back as an event, and starts nothing.
	await emulator.callbacks.idle();
	// n8n looks for an example of the trigger's output, which it has for its own nodes alone.
	expect(place.editor.takeComplaints()).toEqual([expect.stringContaining('(/schemas/')]);
	const executions = await n8n.client.finishedExecutions(id, 1);
	expect(executions.map(({ status }) => status)).toEqual(['success']);
	await n8n.client.deactivate(id);
});

it('takes the conversation of the step before for a reply, and for nothing else', async () => {
	const parameters = { resource: 'action', operation: 'sendMessage' };
	await place.editor.openWorkflow(await stage.workflow([stage.node({ parameters })]));
	const panel = await place.editor.openByClick('Twilio');
	await panel.choose('operation', 'Reply');
	await panel.field('conversationId').getByText('$json.conversationId').first().waitFor();
	await panel.choose('operation', 'Send');
	await panel
		.field('conversationId')
		.getByText('$json.conversationId')
		.waitFor({ state: 'hidden' });
	const picker = await panel.openPicker('conversationId');
	expect(await picker.chosen()).toBe('');
});
