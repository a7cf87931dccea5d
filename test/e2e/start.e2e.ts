import { useWorkplace } from './workplace';

const place = useWorkplace('start');

/** What a user types, as people write numbers. */
const CUSTOMER = '+1 (500) 555-0042';
const OURS = '+1 800 555-0100';
const TEXT = 'Hello from a form';

it('starts a conversation: the form is open, and one click sends the message', async () => {
	const { stage, editor } = place;
	const { id } = stage.emulator.store.addConfiguration({ displayName: 'Support' });
	await editor.openWorkflow(await stage.workflow([stage.node({ name: 'Start' })]));
	const panel = await editor.openByClick('Start');
	await panel.choose('operation', 'Start');

	// Both addresses and their channels are there without a click on an "Add" button.
	expect((await panel.fields()).slice(2)).toEqual([
		...['configurationId', 'customer', 'channel', 'address', 'ourSide', 'channel', 'address'],
		...['text', 'defineUsing', 'additionalFields', 'simplify', 'options'],
	]);
	expect(await panel.cutOff()).toEqual([]);

	const picker = await panel.openPicker('configurationId');
	await picker.choose('Support');
	await panel.enterNth('address', 0, CUSTOMER);
	await panel.enterNth('address', 1, OURS);
	await panel.enterNth('text', 0, TEXT);
	await panel.execute();
	expect(await panel.itemCount()).toBe('1 item');

	const [conversation, ...others] = [...stage.emulator.store.conversations.values()];
	expect(others).toEqual([]);
	expect(conversation).toMatchObject({
		configurationId: id,
		participants: [
			{ type: 'CUSTOMER', addresses: [{ channel: 'SMS', address: '+15005550042' }] },
			{ type: 'AGENT', addresses: [{ channel: 'SMS', address: '+18005550100' }] },
		],
		communications: [{ content: { text: TEXT } }],
	});
	await panel.seeInOutput(conversation.id);

	// Once more: the same conversation, and what Twilio refuses is told with its id.
	stage.emulator.failNext([
		{
			kind: 'answer',
			match: { method: 'POST', path: /Actions$/ },
			answer: { status: 400, body: { code: 400, message: 'Opted out' } },
		},
	]);
	await panel.execute();
	await panel.seeInOutput(
		`The conversation "${conversation.id}" already existed, but the message was not sent`,
	);
	expect(conversation.actions).toHaveLength(1);
});
