import { picture } from '../browser/screenshots';
import type { Workplace } from '../workplace';

const CONVERSATIONS = 300;

const get = (resource: string) => ({ resource, operation: 'get' });

/** The "From list" pickers. */
export function pickers(place: Workplace): void {
	const { stage } = place;
	beforeAll(async () => {
		const { emulator } = stage;
		const { configurationIds } = emulator.seed({ conversations: CONVERSATIONS, seed: 2 });
		const conversation = emulator.store.addConversation({
			configurationId: configurationIds[0],
			name: 'Order 4711',
			participants: [
				{ name: 'Ada', addresses: [{ channel: 'SMS', address: '+15550001' }] },
				{ type: 'AGENT', addresses: [{ channel: 'SMS', address: '+15017129999' }] },
			],
		});
		const at = emulator.clock.now();
		const [author] = conversation.participants;
		conversation.communications.push({
			id: emulator.store.ids.next('communication', at),
			seq: emulator.store.nextSeq(),
			createdAt: at,
			updatedAt: at,
			occurredAt: at,
			conversationId: conversation.id,
			author: { address: '+15550001', channel: 'SMS', participantId: author.id },
			recipients: [],
			channelId: null,
			content: { type: 'TEXT', text: 'Where is my parcel?' },
		});
		const conversationId = { __rl: true, mode: 'id', value: conversation.id };
		const wrong = await stage.credentialWith('Wrong', { authToken: 'wrong' });
		const nodes = [
			stage.node({ name: 'Conversation', parameters: get('conversation') }),
			stage.node({ name: 'By Address', parameters: get('conversation') }),
			stage.node({ name: 'Configuration', parameters: get('configuration') }),
			stage.node({ name: 'Participant', parameters: { ...get('participant'), conversationId } }),
			stage.node({
				name: 'Communication',
				parameters: { ...get('communication'), conversationId },
			}),
			stage.node({ name: 'Wrong', parameters: get('conversation'), credential: wrong }),
			stage.node({ name: 'Nothing Chosen', parameters: get('participant') }),
		];
		await place.editor.openWorkflow(await stage.workflow(nodes));
	});

	it('lists conversations, and finds one far down the list', async () => {
		const panel = await place.editor.openByClick('Conversation');
		const picker = await panel.openPicker('conversationId');
		expect((await picker.entries()).length).toBeGreaterThanOrEqual(100);
		await picture(place.editor.page, 'picker');
		await picker.search('order 47', 'Order 4711');
		expect(await picker.entries()).toEqual([expect.stringMatching(/^Order 4711 \(ACTIVE, /)]);
		await picker.choose('Order 4711');
		expect(await picker.chosen()).toContain('Order 4711');
	});

	it('finds a conversation by the address of somebody in it, in any notation', async () => {
		const panel = await place.editor.openByClick('By Address');
		const picker = await panel.openPicker('conversationId');
		await picker.search('501 712-9999', 'Order 4711');
		expect(await picker.entries()).toEqual([expect.stringMatching(/^Order 4711 \(ACTIVE, /)]);
		await picker.choose('Order 4711');
		expect(await picker.chosen()).toContain('Order 4711');
	});

	it('lists configurations', async () => {
		const panel = await place.editor.openByClick('Configuration');
		const picker = await panel.openPicker('configurationId');
		const names = [...stage.emulator.store.configurations.values()].map(
			({ settings }) => settings.displayName,
		);
		expect(await picker.entries()).toEqual(names.map((name) => expect.stringContaining(name)));
		await picker.search('2-3', 'Seeded 2-3');
		await picker.choose('Seeded 2-3');
		expect(await picker.chosen()).toContain('Seeded 2-3');
	});

	it.each([
		['Participant', 'participantId', 'Ada', ['+15017129999 SMS (AGENT)']],
		['Communication', 'communicationId', 'Where is my parcel?', []],
	])('lists each %s of the conversation that is chosen', async (node, field, expected, more) => {
		const panel = await place.editor.openByClick(node);
		const picker = await panel.openPicker(field);
		expect(await picker.entries()).toEqual([expect.stringContaining(expected), ...more]);
		await picker.choose(expected);
		expect(await picker.chosen()).toContain(expected);
	});

	it('says why there is no list when the credential is wrong', async () => {
		const panel = await place.editor.openByClick('Wrong');
		const { error } = await panel.openPicker('conversationId');
		// The details appear a moment after the message.
		await error.getByText('401 - Twilio did not accept the credential').waitFor();
		expect(await error.innerText()).toContain("Check 'Account SID' and 'Auth Token'");
		expect(place.editor.takeComplaints()).toEqual([expect.stringContaining('status of 500')]);
	});

	it('asks for the conversation where there is none to list from', async () => {
		const panel = await place.editor.openByClick('Nothing Chosen');
		const { error } = await panel.openPicker('participantId');
		expect(await error.innerText()).toContain('Choose a conversation first');
		expect(place.editor.takeComplaints()).toEqual([expect.stringContaining('status of 500')]);
	});
}
