import { ACTION_NODE, TRIGGER_NODE } from '../../support/nodeNames';
import type { Workplace } from '../workplace';

/** Searches of users who do not know the node's name. */
const SEARCHED = [
	...['send message', 'text message', 'reply', 'sms', 'whatsapp', 'customer', 'transcript'],
	...['close conversation', 'delete conversation', 'message received', 'conversation closed'],
	...['send a message', 'capture rule'],
];

/** Finding the nodes in the editor's node list. */
export function finding(place: Workplace): void {
	it('finds the trigger, with its events, for a workflow that has none yet', async () => {
		const { editor } = place;
		await editor.openWorkflow();
		const plus = editor.byTestId('canvas-plus-button');
		const found = await editor.searchNodes(plus, 'What triggers this workflow?', 'twilio conv');
		await found.first().click();
		await editor.page.getByText('On conversation closed').first().click();
		const panel = await editor.nodePanel();
		expect(await panel.title()).toBe('Twilio Conversations Trigger');
		expect(await panel.shown('events')).toContain('Conversation Closed');
	});

	it('finds the action node, with its operations', async () => {
		const { stage, editor } = place;
		const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 };
		const nodes = [{ ...start, parameters: {} }];
		await editor.openWorkflow(await stage.workflow(nodes));
		const plus = editor.byTestId('node-creator-plus-button');
		for (const text of SEARCHED) {
			const names = await editor.searchNodes(plus, 'What happens next?', text);
			expect([text, await names.allInnerTexts()]).toEqual([
				text,
				expect.arrayContaining([expect.stringContaining('Twilio Conversations')]),
			]);
		}
		const found = await editor.searchNodes(plus, 'What happens next?', 'conversation orch');
		await found.first().click();
		expect(await editor.page.getByText('Action Actions').count()).toBe(0);
		await editor.page.getByText('Clean up conversations').first().click();
		const panel = await editor.nodePanel();
		expect(await panel.title()).toBe('Clean up conversations');
		expect(await panel.value('operation')).toBe('Clean Up');
	});

	it('finds the action node among the tools of an AI agent', async () => {
		const { stage, editor } = place;
		const agent = { name: 'Agent', type: '@n8n/n8n-nodes-langchain.agent', typeVersion: 3 };
		const nodes = [{ ...agent, parameters: {} }];
		await editor.openWorkflow(await stage.workflow(nodes));
		const plus = editor.page.locator(
			'[data-handleid="inputs/ai_tool/0"] [data-test-id=canvas-handle-plus]',
		);
		const found = await editor.searchNodes(plus, 'Tools', 'twilio conv');
		expect(await found.allInnerTexts()).toEqual(['Twilio Conversations Tool']);
		await found.click();
		const panel = await editor.nodePanel();
		expect(await panel.fields()).toEqual(
			expect.arrayContaining(['toolDescription', 'resource', 'operation']),
		);
	});

	it('knows both nodes and the tool under the names that workflows have', async () => {
		const types = await place.stage.n8n.client.request<Array<{ name: string }>>(
			'GET',
			'/types/nodes.json',
		);
		const names = types.map(({ name }) => name).filter((name) => name.startsWith(ACTION_NODE));
		expect(names.sort()).toEqual([ACTION_NODE, `${ACTION_NODE}Tool`, TRIGGER_NODE]);
	});
}
