/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { readFileSync } from 'fs';
import { join } from 'path';

import { type INodeParameters, NodeHelpers, type Themed } from 'n8n-workflow';

import { TwilioConversationsApi } from '../../credentials/TwilioConversationsApi.credentials';
import { resources } from '../../nodes/TwilioConversations/resources';
import { TwilioConversations } from '../../nodes/TwilioConversations/TwilioConversations.node';
import { TwilioConversationsTrigger } from '../../nodes/TwilioConversationsTrigger/TwilioConversationsTrigger.node';
import {
	ACTION_NODE,
	buildWorkflow,
	loadNodeTypes,
	runNode,
	TRIGGER_NODE,
} from '../support/engine';
import { credentialsFor } from '../support/useEmulator';
import { useTrigger } from '../support/useTrigger';

const FOLDER = join(__dirname, '../../nodes/TwilioConversations');

/** Background of icons in n8n's editor. */
const BACKGROUND = { light: '#ffffff', dark: '#2d2e2e' } as const;

/** WCAG 2.2, 1.4.11: minimum contrast of graphics. */
const LEAST_CONTRAST = 3;

/** WCAG 2.2, relative luminance of #rrggbb. */
function luminance(colour: string): number {
	const [red, green, blue] = [1, 3, 5].map((start) => {
		const share = parseInt(colour.slice(start, start + 2), 16) / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
	const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (light + 0.05) / (dark + 0.05);
}

describe.each(['light', 'dark'] as const)('the icon on a %s background', (theme) => {
	const { icon } = new TwilioConversations().description;
	if (typeof icon !== 'object') throw new Error('two icons are needed');
	const svg = readFileSync(join(FOLDER, icon[theme].replace('file:', '')), 'utf8');

	it('stands out from it, each part of it', () => {
		// Fills within a mask are invisible, and are black or white.
		const colours = svg.match(/#[0-9a-f]{6}\b/g) ?? [];
		expect(colours.length).toBeGreaterThan(1);
		for (const colour of colours) {
			expect(contrast(colour, BACKGROUND[theme])).toBeGreaterThanOrEqual(LEAST_CONTRAST);
		}
	});

	it('is square, and needs nothing from elsewhere', () => {
		expect(svg).toContain('viewBox="0 0 60 60"');
		expect(svg).not.toMatch(/<(image|script|style|text|use)\b|href|url\((?!#)/);
		expect(svg.length).toBeLessThan(4096);
	});
});

it('is one picture for both nodes and the credential', () => {
	const names = [
		new TwilioConversations().description.icon,
		new TwilioConversationsTrigger().description.icon,
		new TwilioConversationsApi().icon,
	].map((icon) => JSON.stringify(icon satisfies Themed<string> | string | undefined));
	expect(new Set(names.map((name) => name.replace(/\.\.\//g, ''))).size).toBe(1);
});

/** The subtitle that n8n shows under the name of a node. */
async function subtitleOf(type: string, parameters: INodeParameters): Promise<string> {
	const nodeTypes = await loadNodeTypes();
	const { description } = nodeTypes.getByNameAndVersion(type, 1);
	const node = {
		id: '1',
		name: 'Node',
		type,
		typeVersion: 1,
		position: [0, 0] satisfies [number, number],
		parameters,
	};
	const workflow = buildWorkflow({ nodes: [node], connections: {} }, nodeTypes, {});
	const known = workflow.nodes.Node;
	known.parameters =
		NodeHelpers.getNodeParameters(
			description.properties,
			parameters,
			true,
			false,
			known,
			description,
		) ?? {};
	return String(
		workflow.expression.getSimpleParameterValue(known, description.subtitle, 'internal', {}),
	);
}

describe('the line under the name of a node', () => {
	it('tells what the step does in the words of the list of actions, for every operation', async () => {
		for (const { value: resource, operations } of resources) {
			for (const { value: operation, action } of operations) {
				expect(await subtitleOf(ACTION_NODE, { resource, operation })).toBe(action);
			}
		}
	});

	it('tells what there is where n8n cannot know the operation yet', async () => {
		const parameters = { resource: 'action', operation: 'unknown' };
		expect(await subtitleOf(ACTION_NODE, parameters)).toBe('action unknown');
	});

	it('tells the events of the trigger', async () => {
		expect(await subtitleOf(TRIGGER_NODE, {})).toBe('conversation created');
		const events = ['CONVERSATION_CLOSED', 'PARTICIPANT_ADDED'];
		const expected = 'conversation closed, participant added';
		expect(await subtitleOf(TRIGGER_NODE, { events })).toBe(expected);
	});
});

describe('a node as it is dropped, with nothing but a credential', () => {
	const service = useTrigger();
	const drop = async (parameters: INodeParameters) =>
		await runNode({ parameters, credentials: credentialsFor(service.emulator) });

	it('lists conversations, and only reads', async () => {
		const { conversationIds } = service.emulator.seed({ conversations: 3 });
		const { json, error } = await drop({});
		expect(error).toBeUndefined();
		expect(json.map(({ id }) => id).sort()).toEqual([...conversationIds].sort());
		expect(service.emulator.journal.map(({ method }) => method)).toEqual(['GET']);
	});

	it('lists configurations when that is the resource', async () => {
		const { id } = service.emulator.store.addConfiguration();
		expect((await drop({ resource: 'configuration' })).json).toMatchObject([{ id }]);
	});

	it('changes nothing as a clean-up, but shows what it would do', async () => {
		const { store } = service.emulator;
		const configurationId = store.addConfiguration().id;
		const { id } = store.addConversation({ configurationId, updatedAt: Date.UTC(2020, 0) });
		const { json } = await drop({ operation: 'cleanUp' });
		expect(json).toMatchObject([{ id, outcome: 'planned' }]);
		expect(new Set(service.emulator.journal.map(({ method }) => method))).toEqual(new Set(['GET']));
	});

	it.each([
		['participant', 'Conversation'],
		['communication', 'Conversation'],
		['action', 'Conversation'],
		['operation', 'Operation ID'],
	])('names what is missing before anything is sent: %s', async (resource, label) => {
		const { error } = await drop({ resource });
		expect(error?.message).toContain(`"${label}"`);
		expect(service.emulator.journal).toEqual([]);
	});

	it('starts the workflow for new conversations once a configuration is chosen', async () => {
		const { id } = service.emulator.store.addConfiguration();
		const trigger = await service.trigger({
			configurationId: { __rl: true, mode: 'list', value: id },
		});
		await trigger.activate();
		expect(service.urlsOf(id)).toEqual([trigger.url]);
	});
});
