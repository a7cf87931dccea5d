import type { Workplace } from '../workplace';
import { TOOL_NODE } from '../../support/nodeNames';

/** The node as a tool of an AI agent. */
export function tool(place: Workplace): void {
	const { stage } = place;
	const chosen = { resource: 'conversation', operation: 'close', outputMode: 'selectedFields' };

	beforeAll(async () => {
		const nodes = [stage.node({ name: 'Tool', type: TOOL_NODE, parameters: chosen })];
		await place.editor.openWorkflow(await stage.workflow(nodes));
	});

	it('says what the model is told, and asks for Output where a step has Simplify', async () => {
		const panel = await place.editor.openByClick('Tool');
		const shown = await panel.fields();
		expect(shown).toEqual(
			expect.arrayContaining(['toolDescription', 'outputMode', 'outputFields']),
		);
		expect(shown).not.toContain('simplify');
		expect(shown).not.toContain('descriptionType');
		const description = panel.field('toolDescription').locator('textarea');
		expect(await description.inputValue()).toContain('Close a conversation for good');
		expect(await panel.leftToModel()).toEqual(['conversationId', 'outputFields']);
	});

	it('tells the model of another operation when that is chosen', async () => {
		const panel = await place.editor.openByClick('Tool');
		await panel.choose('operation', 'Delete');
		const description = panel.field('toolDescription').locator('textarea');
		expect(await description.inputValue()).toContain('Delete a conversation');
	});
}
