/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { join } from 'node:path';
import { exampleFor, readExamples } from '../../../tools/start/examples';
import { picture } from '../browser/screenshots';
import { ACTION_NODE } from '../../support/nodeNames';
import { ROOT } from '../places';
import { answer, COMPANY, say, twoSides } from '../twilio';
import type { Workplace } from '../workplace';

const CUSTOMER = '+15005550043';

/** What docs/guides shows, where no other test comes by. */
export function guides(place: Workplace): void {
	const { stage } = place;
	let configurationId: string;
	let conversationId: string;

	beforeAll(async () => {
		const { store } = stage.emulator;
		({ id: configurationId } = store.addConfiguration({ displayName: 'Support' }));
		({ id: conversationId } = store.addConversation({
			configurationId,
			name: 'Order 4712',
			participants: twoSides(CUSTOMER),
		}));
		await say(stage.emulator, conversationId, 'Where is my parcel?');
		await answer(stage.emulator, conversationId, 'It is on its way and arrives tomorrow.');
		await say(stage.emulator, conversationId, 'Thank you!');
	});

	it('gets the transcript of a conversation', async () => {
		const parameters = {
			resource: 'conversation',
			operation: 'getTranscript',
			conversationId: { __rl: true, mode: 'id', value: conversationId },
		};
		await place.editor.openWorkflow(
			await stage.workflow([stage.node({ name: 'Get Transcript', parameters })]),
		);
		const panel = await place.editor.openByClick('Get Transcript');
		await panel.execute();
		expect(await panel.itemCount()).toBe('1 item');
		await panel.show('JSON');
		await panel.widenOutput();
		await panel.scrollOutputTo('Jane Doe (customer, SMS): Thank you!');
		await picture(place.editor.page, 'transcript');
	});

	it('replies to the customer, with nothing but the text entered', async () => {
		const parameters = {
			resource: 'action',
			operation: 'reply',
			conversationId: { __rl: true, mode: 'id', value: conversationId },
		};
		await place.editor.openWorkflow(
			await stage.workflow([stage.node({ name: 'Reply', parameters })]),
		);
		const panel = await place.editor.openByClick('Reply');
		await panel.write('text', 'You are welcome.');
		await panel.execute();
		expect(await panel.itemCount()).toBe('1 item');
		await panel.seeInOutput('COMPLETED');
		await picture(place.editor.page, 'reply');
	});

	it('shows an agent whose tools are Twilio Conversations', async () => {
		const example = readExamples(join(ROOT, 'examples')).get('ai-agent');
		if (!example) throw new Error('There is no example of an agent');
		const choices = { configurationId, conversationId, ownAddress: COMPANY };
		const workflow = exampleFor('ai-agent', example, stage.credential, choices);
		const { id } = await stage.n8n.client.createWorkflow(workflow);
		await place.editor.openWorkflow(id);
		const tools = example.nodes.filter(({ type }) => type === `${ACTION_NODE}Tool`);
		const shown = place.editor.page.locator(`[data-node-type="${ACTION_NODE}Tool"]`);
		await shown.nth(tools.length - 1).waitFor();
		expect(await shown.count()).toBe(tools.length);
		await picture(place.editor.page, 'ai-agent');
	});
}
