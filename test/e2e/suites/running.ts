import { cutOff } from '../browser/cutOff';
import { picture } from '../browser/screenshots';
import { twoSides } from '../twilio';
import type { Workplace } from '../workplace';

const DAY_MS = 24 * 60 * 60 * 1000;
const IDLE_DAYS = 7;
const RULE = { from: '*', to: '+15017122999' };
const UNKNOWN = 'conv_conversation_01k1etk2y5f1y9fpe2epfdtvv2';

/** Executing steps by mouse, and their output in the editor. */
export function running(place: Workplace): void {
	const { stage } = place;

	beforeAll(async () => {
		stage.emulator.seed({ conversations: 40, seed: 3 });
		const of = (operation: string, more = {}) => ({ resource: 'conversation', operation, ...more });
		const additionalFields = { name: 'Made by a click' };
		const conversationId = { __rl: true, mode: 'id', value: UNKNOWN };
		const nodes = [
			stage.node({ name: 'Get Many', parameters: of('getAll', { limit: 5 }) }),
			stage.node({ name: 'Find', parameters: of('getAll') }),
			stage.node({ name: 'Create', parameters: of('create', { additionalFields }) }),
			stage.node({ name: 'Clean Up', parameters: of('cleanUp') }),
			stage.node({ name: 'Get', parameters: of('get', { conversationId }) }),
			stage.node({
				name: 'Add Capture Rule',
				parameters: {
					resource: 'configuration',
					operation: 'addCaptureRule',
					from: '*',
					to: RULE.to,
				},
			}),
		];
		await place.editor.openWorkflow(await stage.workflow(nodes));
	});
	beforeEach(() => {
		stage.emulator.journal.length = 0;
	});

	const changes = () =>
		stage.emulator.journal
			.filter(({ method }) => method !== 'GET')
			.map(({ method, path, status }) => `${method} ${path} ${status}`);

	it('gets many conversations', async () => {
		const panel = await place.editor.openByClick('Get Many');
		await panel.execute();
		expect(await panel.itemCount()).toBe('5 items');
		await panel.seeInOutput('Seeded conversation 1');
		expect(changes()).toEqual([]);
	});

	it('finds the conversation of a telephone number, entered as people write it', async () => {
		const { store } = stage.emulator;
		const { id } = store.addConversation({
			configurationId: store.addConfiguration().id,
			name: 'Order 4711',
			participants: twoSides('+15005550042'),
		});
		const panel = await place.editor.openByClick('Find');
		await panel.addText('Participant Address', 'participantAddress', '+1 (500) 555-0042');
		await panel.execute();
		expect(await panel.itemCount()).toBe('1 item');
		await panel.seeInOutput(id);
		await panel.widenOutput();
		await picture(place.editor.page, 'find');
		expect(changes()).toEqual([]);
	});

	it('creates a conversation from what was picked and entered in the fields that are open', async () => {
		const panel = await place.editor.openByClick('Create');
		const picker = await panel.openPicker('configurationId');
		await picker.choose('Seeded 3-1');
		await panel.enter('address', '+1 (500) 555-0043');
		await panel.execute();
		expect(await panel.itemCount()).toBe('1 item');
		const made = [...stage.emulator.store.conversations.values()].find(
			({ name }) => name === 'Made by a click',
		);
		expect(made?.participants).toMatchObject([
			{ type: 'CUSTOMER', addresses: [{ channel: 'SMS', address: '+15005550043' }] },
		]);
		await panel.seeInOutput(String(made?.id));
		await picture(place.editor.page, 'node');
		expect(changes()).toEqual(['POST /v2/Conversations 201']);
	});

	it('shows in a dry run what a clean-up would do, and does nothing', async () => {
		const { store, clock } = stage.emulator;
		const idle = [...store.conversations.values()].filter(
			({ status, updatedAt }) =>
				status !== 'CLOSED' && updatedAt < clock.now() - IDLE_DAYS * DAY_MS,
		);
		const panel = await place.editor.openByClick('Clean Up');
		await panel.execute();
		expect(await panel.itemCount()).toBe(`${idle.length} items`);
		await panel.seeInOutput('planned');
		await panel.widenOutput();
		await picture(place.editor.page, 'clean-up');
		expect(changes()).toEqual([]);
	});

	it('adds a capture rule to a configuration that was picked, and keeps the others', async () => {
		const { configurations } = stage.emulator.store;
		const configuration = [...configurations.values()].find(
			({ settings }) => settings.displayName === 'Seeded 3-1',
		);
		const { SMS: before } = structuredClone(configuration?.settings.channelSettings ?? {});
		const panel = await place.editor.openByClick('Add Capture Rule');
		const picker = await panel.openPicker('configurationId');
		await picker.choose('Seeded 3-1');
		await panel.execute();
		expect(await panel.itemCount()).toBe('1 item');
		await panel.seeInOutput(RULE.to);
		expect(configuration?.settings.channelSettings?.SMS).toEqual({
			...before,
			captureRules: [...(before?.captureRules ?? []), RULE],
		});
		expect(changes()).toEqual([`PATCH /v2/ControlPlane/Configurations/${configuration?.id} 202`]);
	});

	it('says what went wrong and what to do about it', async () => {
		const panel = await place.editor.openByClick('Get');
		await panel.execute();
		const message = panel.output.locator('[data-test-id=node-error-message]');
		const description = panel.output.locator('[data-test-id=node-error-description]');
		expect(await message.innerText()).toBe(`The conversation "${UNKNOWN}" was not found`);
		expect(await description.innerText()).toContain('It may have been deleted');
		expect(await description.innerText()).toContain('HTTP 404, Twilio code 20404');
		await picture(place.editor.page, 'error');
		expect(await cutOff(panel.output.locator('[data-test-id=ndv-data-container] *'))).toEqual([]);
	});
}
