import type { INodeProperties } from 'n8n-workflow';

import { TwilioConversationsApi } from '../../credentials/TwilioConversationsApi.credentials';
import { idNames } from '../../nodes/api/endpoint';
import { resources } from '../../nodes/TwilioConversations/resources';
import { TwilioConversations } from '../../nodes/TwilioConversations/TwilioConversations.node';
import { isChoice, isProperty, parametersIn } from '../support/parameters';

const node = new TwilioConversations();
const { description } = node;

/** Parameters with all that are nested in them, by path. */
type Listed = Array<[string, INodeProperties]>;

/** All parameters, by the operation that shows them. */
const all: Listed = description.properties.flatMap((property) => {
	const { resource = [], operation = [] } = property.displayOptions?.show ?? {};
	const prefix = [...resource, ...operation, ''].join(' ');
	return parametersIn([property]).map(({ path, property: inner }): Listed[number] => [
		`${prefix}${path.join(' > ')}`,
		inner,
	]);
});
const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({ resource, operation })),
);
const byName = (list: Array<{ name: string }>) => list.map(({ name }) => name);

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
		// n8n keeps the value when another operation is chosen, so a different default would never
		// show.
		const defaults = new Map<string, Set<string>>();
		for (const { name, default: value } of description.properties) {
			// n8n replaces a value that the next operation's dropdown does not have.
			if (name === 'operation') continue;
			// A text that nobody changed is no value of the old operation: see test/engine/aiTool.test.ts.
			if (name === 'toolDescription') continue;
			defaults.set(name, new Set([...(defaults.get(name) ?? []), JSON.stringify(value)]));
		}
		const several = [...defaults].filter(([, values]) => values.size > 1).map(([name]) => name);
		// Twilio uses `from` and `to` for a message and for a capture rule. A leftover value of the
		// other kind is refused. n8n replaces a locator that was not touched.
		expect(several.sort()).toEqual(['conversationId', 'from', 'to']);
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
		// Its fields, and what a model is told of it.
		const expected = operations.reduce(
			(sum, { operation }) => sum + operation.fields.length + 1,
			0,
		);
		expect(description.properties).toHaveLength(1 + resources.length + expected);
	});
});

/** Parameter names in saved workflows, by operation. */
const FIXED_NAMES: Record<string, string[]> = {
	'conversation close': ['conversationId', 'closeNotice', 'simplify'],
	'conversation create': [
		...['configurationId', 'ifExists', 'defineUsing', 'participants', 'participantsJson'],
		...['additionalFields', 'simplify'],
	],
	'conversation get': ['conversationId', 'simplify'],
	'conversation getAll': ['returnAll', 'limit', 'filters', 'simplify'],
	'conversation getTranscript': ['conversationId', 'options'],
	'conversation start': [
		...['configurationId', 'customer', 'ourSide', 'text', 'defineUsing'],
		...['additionalFields', 'simplify', 'options'],
	],
	'conversation update': [
		...['conversationId', 'replaceNotice', 'status', 'defineUsing', 'updateFields', 'simplify'],
	],
	'conversation patch': ['conversationId', 'defineUsing', 'updateFields', 'simplify'],
	'conversation delete': ['conversationId', 'deleteNotice', 'options'],
	'participant create': [
		...['conversationId', 'defineUsing', 'addresses', 'addressesJson', 'additionalFields'],
		'simplify',
	],
	'participant get': ['conversationId', 'participantId', 'simplify'],
	'participant getAll': ['conversationId', 'returnAll', 'limit', 'simplify'],
	'participant update': [
		...['conversationId', 'participantId', 'clearsNotice', 'defineUsing', 'updateFields'],
		...['simplify', 'options'],
	],
	'communication create': [
		...['conversationId', 'recordedNotice', 'type', 'author', 'defineUsing', 'recipients'],
		...['recipientsJson', 'text', 'transcription', 'additionalFields', 'simplify'],
	],
	'communication get': ['conversationId', 'communicationId', 'simplify'],
	'communication getAll': [
		...['conversationId', 'returnAll', 'limit', 'newestFirst', 'filters', 'simplify'],
	],
	'action get': ['conversationId', 'actionId'],
	'action reply': [
		...['conversationId', 'text', 'communicationId', 'defineUsing', 'additionalFields', 'options'],
	],
	'action sendMessage': [
		...['conversationId', 'from', 'defineUsing', 'to', 'toJson', 'text', 'additionalFields'],
		'options',
	],
	'configuration create': [
		...['displayName', 'description', 'conversationGroupingType', 'memoryStoreId'],
		...['defineUsing', 'additionalFields', 'simplify', 'options'],
	],
	'configuration get': ['configurationId', 'simplify'],
	'configuration getAll': ['returnAll', 'limit', 'filters', 'simplify'],
	'configuration update': [
		...['configurationId', 'replaceNotice', 'description', 'conversationGroupingType'],
		...['memoryStoreId', 'defineUsing', 'updateFields', 'simplify', 'options'],
	],
	'configuration patch': [
		...['configurationId', 'listMode', 'replaceListsNotice', 'removeListsNotice'],
		...['defineUsing', 'updateFields', 'simplify', 'options'],
	],
	'configuration addCaptureRule': [
		...['configurationId', 'channel', 'from', 'to', 'additionalFields', 'simplify', 'options'],
	],
	'configuration removeCaptureRule': [
		...['configurationId', 'channel', 'from', 'to', 'additionalFields', 'simplify', 'options'],
	],
	'configuration delete': ['configurationId', 'deleteNotice', 'options'],
	'operation get': ['operationId'],
	'operation wait': ['operationId', 'options'],
};

/** Filters of both Get Many and Clean Up. */
const CONVERSATION_FILTERS = [
	...['channelId', 'configurationId', 'createdAfter', 'createdBefore', 'excludeMetadata'],
	...['metadata', 'nameContains', 'nameDoesNotContain', 'participantAddress'],
	...['participantProfileId', 'status', 'updatedAfter', 'updatedBefore'],
];

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
		// Every operation has options, at least those that all operations share. A tool has 'Output' where
		// a step has 'Simplify'.
		const expected = Object.entries(FIXED_NAMES).map(([operation, fixed]) => [
			operation,
			(fixed.includes('options') ? fixed : [...fixed, 'options']).flatMap((name) =>
				name === 'simplify' ? [name, 'outputMode', 'outputFields'] : [name],
			),
		]);
		expect(Object.fromEntries(names)).toMatchObject(Object.fromEntries(expected));
	});

	it.each([
		['create', 'additionalFields', ['configuration', 'metadata', 'name']],
		[
			'patch',
			'updateFields',
			['clearFields', 'metadata', 'name', 'removeMetadataKeys', 'status', 'statusCallbacks'],
		],
		['update', 'updateFields', ['clearFields', 'metadata', 'name']],
		[
			'getTranscript',
			'options',
			[
				...['joinVoiceTurns', 'lastMessages', 'leaveOutTypes', 'maxCharacters', 'maxRequests'],
				...['outputFile', 'since'],
			],
		],
		['start', 'customer', ['address', 'channel', 'name', 'profileId', 'type']],
		['start', 'ourSide', ['address', 'channel', 'name', 'profileId', 'type']],
		[
			...(['start', 'additionalFields'] as const),
			['channelSettings', 'contentId', 'mediaUrls', 'variables'],
		],
		['start', 'options', ['maxRequests', 'maxWait', 'waitForCompletion']],
		['delete', 'options', ['idempotencyKey', 'maxRequests', 'maxWait', 'waitForCompletion']],
		['getAll', 'filters', CONVERSATION_FILTERS],
		['cleanUp', 'cleanUpFilters', [...CONVERSATION_FILTERS, 'idleFor']],
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

describe('what can lose data', () => {
	const noticesOf = (resource: string, operation: string) =>
		all.filter(([path, { type }]) => {
			return type === 'notice' && path.startsWith(`${resource} ${operation} `);
		});

	/** @returns the labels in 'Fields to Clear' */
	const clearable = (resource: string, operation: string) => {
		const path = `${resource} ${operation} updateFields > clearFields`;
		const [, clearFields] = all.find(([each]) => each === path) ?? [];
		const labels = (clearFields?.options ?? []).filter(isChoice).map(({ name }) => name);
		expect(labels).not.toEqual([]);
		return labels;
	};

	it('is said on the form of every operation that replaces a record', () => {
		const puts = operations.filter(({ operation }) => operation.endpoint.method === 'PUT');
		expect(puts).toHaveLength(3);
		for (const { resource, operation } of puts) {
			const [[, { displayName }]] = noticesOf(resource.value, operation.value);
			expect(displayName).toMatch(/left out here .*cleared|clears whatever is left out/);
			if (operation.name !== 'Replace') continue;
			// By name, because users do not know the members of a record by heart.
			for (const label of clearable(resource.value, operation.value)) {
				expect(displayName).toContain(label);
			}
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
		for (const [path, { modes = [], default: initial }] of locators) {
			expect(byName(modes)).toEqual(['list', 'id']);
			expect(initial).toEqual(
				path === 'action reply conversationId'
					? { __rl: true, mode: 'id', value: '={{ $json.conversationId }}' }
					: { __rl: true, mode: 'list', value: '' },
			);
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

	it('can be written to a workflow and read back', () => {
		const text = JSON.stringify(description.properties);
		expect(JSON.parse(text)).toEqual(description.properties);
	});
});
