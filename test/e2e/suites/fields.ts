import type { INodeParameters } from 'n8n-workflow';
import { resources } from '../../../nodes/TwilioConversations/resources';
import type { NodePanel } from '../browser/nodePanel';
import type { Workplace } from '../workplace';
import { ACTION_NODE, TRIGGER_NODE } from '../../support/nodeNames';
import { Expected } from './expected';
import { settled } from './settled';

const OPERATIONS = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({
		title: `${resource.name} > ${operation.name}`,
		resource,
		operation,
	})),
);
const SCOPES = ['configuration', 'conversation', 'manual'];

/** Every resource and operation shows its own fields and no other's, and nothing is cut off. */
export function fields(place: Workplace): void {
	const { stage } = place;
	let action: Expected;
	let trigger: Expected;

	beforeAll(() => {
		action = new Expected(stage.described(ACTION_NODE));
		trigger = new Expected(stage.described(TRIGGER_NODE));
	});

	describe('chosen from the dropdowns', () => {
		let panel: NodePanel;
		/** n8n keeps a field's value when the next operation has a field of the same name. */
		let values: INodeParameters = {};

		beforeAll(async () => {
			await place.editor.openWorkflow(await stage.workflow([stage.node({})]));
			panel = await place.editor.openByClick('Twilio');
		});

		it('offers what the package has, and nothing else', () => {
			const offered = action
				.choices('resource')
				.flatMap(({ name, value }) =>
					action
						.choices('operation', { resource: value })
						.map((choice) => `${name} > ${choice.name}`),
				);
			expect(offered.sort()).toEqual(OPERATIONS.map(({ title }) => title).sort());
		});

		it.each(OPERATIONS)('$title', async ({ resource, operation }) => {
			await panel.choose('resource', resource.name);
			await panel.choose('operation', operation.name);
			values = action.defaults({ ...values, resource: resource.value });
			values = action.defaults({ ...values, operation: operation.value });
			const expected = action.fields(values);
			expect(await settled(expected, async () => await panel.fields())).toEqual(expected);
			expect(await panel.cutOff()).toEqual([]);
		});
	});

	describe('with everything added that can be added', () => {
		beforeAll(async () => {
			const nodes = OPERATIONS.map(({ title, resource, operation }) => {
				const chosen = { resource: resource.value, operation: operation.value };
				return stage.node({ name: title, parameters: action.filled(chosen) });
			});
			await place.editor.openWorkflow(await stage.workflow(nodes));
		});

		it.each(OPERATIONS)('$title', async ({ title, resource, operation }) => {
			const panel = await place.editor.openByClick(title);
			const chosen = { resource: resource.value, operation: operation.value };
			const expected = action.fields(action.filled(chosen));
			expect(await settled(expected, async () => await panel.fields())).toEqual(expected);
			expect(await panel.cutOff()).toEqual([]);
		});
	});

	describe('of the trigger', () => {
		beforeAll(async () => {
			const nodes = SCOPES.map((listenOn) =>
				stage.node({
					name: listenOn,
					type: TRIGGER_NODE,
					parameters: trigger.filled({ listenOn }),
				}),
			);
			await place.editor.openWorkflow(await stage.workflow(nodes));
		});

		it.each(SCOPES)('listening on %s', async (listenOn) => {
			const panel = await place.editor.openByClick(listenOn);
			const parameters: INodeParameters = trigger.filled({ listenOn });
			const expected = trigger.fields(parameters);
			expect(await settled(expected, async () => await panel.fields())).toEqual(expected);
			expect(await panel.notices()).toEqual(trigger.notices(parameters));
			expect(await panel.cutOff()).toEqual([]);
		});
	});
}
