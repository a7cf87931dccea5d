/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { readFileSync } from 'fs';
import { join } from 'path';

import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { TwilioConversationsApi } from '../../credentials/TwilioConversationsApi.credentials';
import { idNames } from '../../nodes/api/endpoint';
import { resources } from '../../nodes/TwilioConversations/resources';
import { TwilioConversations } from '../../nodes/TwilioConversations/TwilioConversations.node';

const node = new TwilioConversations();
const { description } = node;

const isProperty = (option: object): option is INodeProperties => 'type' in option;
const isGroup = (option: object): option is INodePropertyCollection => 'values' in option;
const isChoice = (option: object): option is INodePropertyOptions =>
	'value' in option && !isProperty(option);

/** A parameter with all that is within it, by its path. */
type Listed = Array<[string, INodeProperties]>;

function walk(properties: INodeProperties[], path = ''): Listed {
	return properties.flatMap((property) => {
		const here = `${path}${property.name}`;
		const options = property.options ?? [];
		const inside = [
			...options.filter(isProperty),
			...options.filter(isGroup).flatMap(({ values }) => values),
		];
		return [[here, property], ...walk(inside, `${here} > `)] satisfies Listed;
	});
}

/** Every parameter under the operation it is shown for. */
const all: Listed = description.properties.flatMap((property) => {
	const { resource = [], operation = [] } = property.displayOptions?.show ?? {};
	return walk([property], [...resource, ...operation, ''].join(' '));
});
/** What something can be entered in. */
const inputs = all.filter(([, { type }]) => type !== 'notice');
const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({ resource, operation })),
);
const byName = (list: Array<{ name: string }>) => list.map(({ name }) => name);
const sorted = (names: string[]) => [...names].sort((a, b) => a.localeCompare(b));

describe('the table of operations', () => {
	it('has a required field for every id of a path', () => {
		for (const { operation } of operations) {
			for (const id of idNames(operation.endpoint.path)) {
				const field = operation.fields.find(({ name }) => name === id);
				expect([operation.action, id, field?.property.name]).toEqual([operation.action, id, id]);
				expect(field?.property.required).toBe(true);
			}
		}
	});

	it('gives a parameter of one name the same default in all operations', () => {
		// n8n keeps its value when another operation is chosen: another default would never be seen.
		const defaults = new Map<string, Set<string>>();
		for (const { name, default: value } of description.properties) {
			// What n8n keeps of a choice that the next operation does not have, it replaces.
			if (name === 'operation') continue;
			defaults.set(name, new Set([...(defaults.get(name) ?? []), JSON.stringify(value)]));
		}
		const several = [...defaults].filter(([, values]) => values.size > 1).map(([name]) => name);
		// Twilio calls two things `from` and `to`: the ends of a message and those of a capture rule. What
		// is left of the other is refused.
		expect(several).toEqual(['from', 'to']);
	});

	it('gives every operation of a resource another value, and every field another name', () => {
		for (const { operations: list } of resources) {
			expect(new Set(list.map(({ value }) => value)).size).toBe(list.length);
			for (const { fields } of list) {
				expect(new Set(fields.map(({ property }) => property.name)).size).toBe(fields.length);
			}
		}
	});

	it('shows every parameter for exactly one resource and operation', () => {
		const shown = description.properties.slice(1).map(({ name, displayOptions }) => {
			const { resource = [], operation = [] } = displayOptions?.show ?? {};
			return [name, resource.length, operation.length];
		});
		for (const [name, ...lengths] of shown) {
			expect([name, ...lengths]).toEqual([name, 1, name === 'operation' ? 0 : 1]);
		}
		const expected = operations.reduce((sum, { operation }) => sum + operation.fields.length, 0);
		expect(description.properties).toHaveLength(1 + resources.length + expected);
	});
});

/** What saved workflows rely on. */
const FIXED_NAMES: Record<string, string[]> = {
	'conversation create': ['configurationId', 'ifExists', 'additionalFields', 'simplify'],
	'conversation get': ['conversationId', 'simplify'],
	'conversation getAll': ['returnAll', 'limit', 'filters', 'simplify'],
	'conversation update': ['conversationId', 'replaceNotice', 'status', 'updateFields', 'simplify'],
	'conversation patch': ['conversationId', 'updateFields', 'simplify'],
	'conversation delete': ['conversationId', 'options'],
	'participant create': ['conversationId', 'addresses', 'additionalFields', 'simplify'],
	'participant get': ['conversationId', 'participantId', 'simplify'],
	'participant getAll': ['conversationId', 'returnAll', 'limit', 'simplify'],
	'participant update': [
		...['conversationId', 'participantId', 'clearsNotice', 'updateFields', 'options', 'simplify'],
	],
	'communication create': [
		...['conversationId', 'author', 'recipients', 'type', 'text', 'transcription'],
		...['additionalFields', 'simplify'],
	],
	'communication get': ['conversationId', 'communicationId', 'simplify'],
	'communication getAll': ['conversationId', 'returnAll', 'limit', 'filters', 'simplify'],
	'action get': ['conversationId', 'actionId'],
	'action sendMessage': ['conversationId', 'from', 'to', 'text', 'additionalFields', 'options'],
	'configuration create': [
		...['displayName', 'description', 'conversationGroupingType', 'memoryStoreId'],
		...['additionalFields', 'options', 'simplify'],
	],
	'configuration get': ['configurationId', 'simplify'],
	'configuration getAll': ['returnAll', 'limit', 'filters', 'simplify'],
	'configuration update': [
		...['configurationId', 'replaceNotice', 'description', 'conversationGroupingType'],
		...['memoryStoreId', 'updateFields', 'options', 'simplify'],
	],
	'configuration patch': [
		...['configurationId', 'listMode', 'replaceListsNotice', 'removeListsNotice'],
		...['updateFields', 'options', 'simplify'],
	],
	'configuration addCaptureRule': [
		...['configurationId', 'channel', 'from', 'to', 'additionalFields', 'options', 'simplify'],
	],
	'configuration removeCaptureRule': [
		...['configurationId', 'channel', 'from', 'to', 'additionalFields', 'options', 'simplify'],
	],
	'configuration delete': ['configurationId', 'options'],
	'operation get': ['operationId'],
	'operation wait': ['operationId', 'options'],
};

describe('the names that saved workflows rely on', () => {
	it('are those of the node, the credential and the parameters', () => {
		expect(description).toMatchObject({
			name: 'twilioConversations',
			displayName: 'Twilio Conversations',
			credentials: [{ name: new TwilioConversationsApi().name, required: true }],
		});
		const names = operations.map(({ resource, operation }) => [
			`${resource.value} ${operation.value}`,
			operation.fields.map(({ property }) => property.name),
		]);
		// Every operation has options: its own, or at least the one that all have.
		const expected = Object.entries(FIXED_NAMES).map(([operation, fixed]) => [
			operation,
			fixed.includes('options') ? fixed : [...fixed, 'options'],
		]);
		expect(Object.fromEntries(names)).toMatchObject(Object.fromEntries(expected));
	});

	it.each([
		['create', 'additionalFields', ['configuration', 'metadata', 'name', 'participants']],
		[
			'patch',
			'updateFields',
			['clearFields', 'metadata', 'name', 'removeMetadataKeys', 'status', 'statusCallbacks'],
		],
		['update', 'updateFields', ['clearFields', 'metadata', 'name']],
		['delete', 'options', ['idempotencyKey', 'maxRequests', 'maxWait', 'waitForCompletion']],
		[
			'getAll',
			'filters',
			['channelId', 'configurationId', 'createdBefore', 'nameContains', 'status', 'updatedBefore'],
		],
	])(
		'are those within %s > %s, a second way to enter one ends in Json',
		(value, name, expected) => {
			const paths = all.map(([path]) => path);
			const prefix = `conversation ${value} ${name} > `;
			const inside = paths.filter((path) => path.startsWith(prefix) && !/>.*>/.test(path));
			const names = inside.map((path) => path.slice(prefix.length));
			expect(names).toEqual(expect.arrayContaining(expected));
			const others = names.filter((inner) => !expected.includes(inner.replace(/Json$/, '')));
			expect(others).toEqual([]);
		},
	);
});

const SMALL_WORDS = new Set([
	'a',
	'an',
	'and',
	'as',
	'at',
	'for',
	'in',
	'of',
	'or',
	'the',
	'to',
	'with',
]);

const notInTitleCase = (label: string) =>
	label
		.split(' ')
		.filter((word, index) => !(index > 0 && SMALL_WORDS.has(word)) && !/^\(?[A-Z]/.test(word));

/** Sentences end with a full stop where there are several, and not where there is one. */
const endsWell = (text: string) => {
	const sentences = text.replace(/\be\.g\. /g, '').split(/[.?!] /).length;
	return sentences === 1 ? !text.endsWith('.') : text.endsWith('.');
};

describe('the words on screen', () => {
	it.each(inputs)('%s', (_path, property) => {
		const { displayName, name, type, placeholder, options = [] } = property;
		const text = property.description;
		expect(notInTitleCase(displayName)).toEqual([]);
		if (type === 'boolean') expect(text).toMatch(/^Whether /);
		if (text !== undefined) {
			expect(text).toMatch(/^[A-Z]/);
			expect(endsWell(text)).toBe(true);
		}

		const lists = ['collection', 'fixedCollection'].includes(type);
		// Selectors and the collections that every n8n node has need no description.
		const plain = ['resource', 'operation', 'additionalFields', 'options', 'updateFields'];
		if (!plain.includes(name)) expect(text).toBeTruthy();
		if (lists) expect(placeholder).toMatch(/^Add [A-Z]/);
		else expect(placeholder ?? 'e.g. ').toMatch(/^e\.g\. /);
		if (['string', 'json'].includes(type)) expect(placeholder).toBeDefined();

		const choices = options.filter(isChoice);
		for (const choice of choices) expect(notInTitleCase(choice.name)).toEqual([]);
		if (choices.length >= 5) expect(byName(choices)).toEqual(sorted(byName(choices)));
		const labels = options.filter(isProperty).map((inner) => inner.displayName);
		if (labels.length >= 5) expect(labels).toEqual(sorted(labels));
	});

	it('name every operation: title in the list, sentence in the history', () => {
		for (const { resource, operation } of operations) {
			const { name, action, description: text } = operation;
			expect(notInTitleCase(name)).toEqual([]);
			expect(action).toMatch(/^[A-Z][a-z]+( [a-z]+)*$/);
			expect(action.toLowerCase()).toContain(resource.value);
			expect(action).not.toMatch(/ (a|an|the) /);
			expect(endsWell(text)).toBe(true);
			expect(name).not.toBe(text);
		}
	});

	it('are kept short for the eye that scans a list', () => {
		for (const [, { displayName }] of inputs) expect(displayName.length).toBeLessThanOrEqual(36);
	});
});

describe('what can lose data', () => {
	const noticesOf = (resource: string, operation: string) =>
		all.filter(([path, { type }]) => {
			return type === 'notice' && path.startsWith(`${resource} ${operation} `);
		});

	it('is said on the form of every operation that replaces a record', () => {
		const puts = operations.filter(({ operation }) => operation.endpoint.method === 'PUT');
		expect(puts).toHaveLength(3);
		for (const { resource, operation } of puts) {
			const [[, { displayName }]] = noticesOf(resource.value, operation.value);
			expect(displayName).toMatch(/left out here .*cleared|clears whatever is left out/);
		}
	});

	it('is offered to be cleared in every update, by the name that the API has for it', () => {
		const updates = all.filter(([path]) => path.endsWith(' updateFields'));
		expect(updates).toHaveLength(5);
		for (const [, { options = [] }] of updates) {
			const fields = options.filter(isProperty);
			const clear = fields.find(({ name }) => name === 'clearFields');
			const names = (clear?.options ?? []).filter(isChoice).map(({ value }) => value);
			expect(names.length).toBeGreaterThan(1);
			expect(byName(fields)).toEqual(expect.arrayContaining(names));
		}
	});
});

describe('the pickers', () => {
	const locators = all.filter(([, { type }]) => type === 'resourceLocator');

	it('begin with the list, and each list is there', () => {
		expect(locators.length).toBeGreaterThan(0);
		const methods = Object.keys(node.methods.listSearch);
		for (const [, { modes = [], default: initial }] of locators) {
			expect(byName(modes)).toEqual(['list', 'id']);
			expect(initial).toEqual({ mode: 'list', value: '' });
			const [list, byId] = modes;
			expect(methods).toContain(list.typeOptions?.searchListMethod);
			expect(list.typeOptions?.searchable).toBe(true);
			expect(list.placeholder).toMatch(/^Select a [A-Z]\w+\.\.\.$/);
			expect(byId.placeholder).toMatch(/^e\.g\. conv_/);
		}
	});

	it('use every list there is', () => {
		const used = locators.map(([, { modes = [] }]) => modes[0].typeOptions?.searchListMethod);
		expect(new Set(used)).toEqual(new Set(Object.keys(node.methods.listSearch)));
	});
});

describe('the node as a whole', () => {
	it('says what it does under its name, and can be a tool of an AI agent', () => {
		expect(description.subtitle).toContain('$parameter["operation"]');
		expect(description.subtitle).toContain('$parameter["resource"]');
		expect(description.usableAsTool).toBe(true);
		expect(description.description).toBeTruthy();
	});

	it('begins with a choice that exists, and that does no harm', () => {
		for (const property of description.properties) {
			if (property.name !== 'resource' && property.name !== 'operation') continue;
			const values = (property.options ?? []).filter(isChoice).map(({ value }) => value);
			expect(values).toContain(property.default);
			expect(property.noDataExpression).toBe(true);
			if (property.name === 'operation') expect(['get', 'getAll']).toContain(property.default);
		}
	});

	it('has an icon for light and one for dark', () => {
		const { icon } = description;
		if (typeof icon !== 'object') throw new Error('two icons are needed');
		const folder = join(__dirname, '../../nodes/TwilioConversations');
		const [light, dark] = [icon.light, icon.dark].map((path) => {
			expect(path).toMatch(/^file:.+\.svg$/);
			return readFileSync(join(folder, path.replace('file:', '')), 'utf8');
		});
		expect(light).toContain('<svg');
		expect(dark).toContain('<svg');
		expect(light).not.toBe(dark);
	});

	it('can be written to a workflow and read back', () => {
		const text = JSON.stringify(description.properties);
		expect(JSON.parse(text)).toEqual(description.properties);
	});
});
