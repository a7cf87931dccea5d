import { addCommunication } from '../../support/addRecords';
import type { Workplace } from '../workplace';

/** In px: what a screen shows several of at once. */
const HIGHEST_ROW = 120;

/** Both sides of it, with names and addresses as long as they come. */
const JANE = {
	name: 'Jane Doe-Featherstone',
	type: 'CUSTOMER' as const,
	addresses: [{ channel: 'WHATSAPP' as const, address: 'whatsapp:+15017122661' }],
};
const SUPPORT = {
	name: 'Customer Support',
	type: 'HUMAN_AGENT' as const,
	addresses: [{ channel: 'WHATSAPP' as const, address: 'whatsapp:+15005550006' }],
};

/**
 * What a table of the editor shows of records. n8n makes the column of a text as narrow as its longest
 * word, so that a long text is high whatever is beside it: here they are short.
 */
export function tables(place: Workplace): void {
	const { stage } = place;

	beforeAll(async () => {
		const { store } = stage.emulator;
		const conversation = store.addConversation({
			configurationId: store.addConfiguration().id,
			name: 'Order 4711',
			metadata: { 'order.id': '4711', tier: 'gold' },
			participants: [JANE, SUPPORT],
		});
		const [{ id: participantId }, { id: other }] = conversation.participants;
		const [[author], [recipient]] = [JANE.addresses, SUPPORT.addresses];
		addCommunication(stage.emulator, conversation, {
			author: { ...author, participantId },
			recipients: [{ ...recipient, participantId: other, deliveryStatus: 'DELIVERED' }],
			content: { type: 'TEXT', text: 'Where is my order?' },
			channelId: `SM${'0'.repeat(32)}`,
		});
		const conversationId = { __rl: true, mode: 'id', value: conversation.id };
		const of = (resource: string) => ({ resource, operation: 'getAll', conversationId });
		const nodes = ['conversation', 'participant', 'communication'].map((resource) =>
			stage.node({ name: resource, parameters: of(resource) }),
		);
		await place.editor.openWorkflow(await stage.workflow(nodes));
	});

	it.each(['conversation', 'participant', 'communication'])(
		'has no high rows for records of the resource %s',
		async (resource) => {
			const panel = await place.editor.openByClick(resource);
			await panel.execute();
			expect(await panel.itemCount()).toMatch(/^[12] items?$/);
			const heights = await panel.rowHeights();
			expect(heights.length).toBeGreaterThan(0);
			expect(Math.max(...heights)).toBeLessThanOrEqual(HIGHEST_ROW);
		},
	);
}
