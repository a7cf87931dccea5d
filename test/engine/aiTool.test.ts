import { createNodeAsTool } from 'n8n-core/dist/execution-engine/node-execution-context/utils/create-node-as-tool';
import { type IDataObject, type INodeParameters, NodeHelpers, UnexpectedError } from 'n8n-workflow';

import { idNames } from '../../nodes/api/endpoint';
import { resources } from '../../nodes/TwilioConversations/resources';
import { addCommunication } from '../support/addRecords';
import { ACTION_NODE, buildWorkflow, loadNodeTypes } from '../support/engine';
import { hasButton, leftToModel } from '../support/modelArguments';
import { TOOL_NODE } from '../support/nodeNames';
import { parametersIn } from '../support/parameters';
import { useEmulator } from '../support/useEmulator';

const service = useEmulator();

/** OpenAI's API takes no more of a description (its reference, function tools). */
const MOST_CHARACTERS = 1024;

const operations = resources.flatMap(({ value: resource, operations: all }) =>
	all.map((operation) => ({ resource, operation, value: operation.value })),
);

/** The parameters that a node shows, as the editor and the engine find them. */
async function shownOn(type: string, parameters: INodeParameters) {
	const { description } = (await loadNodeTypes()).getByNameAndVersion(type, 1);
	const isShown = (property: (typeof description.properties)[number], values: INodeParameters) =>
		NodeHelpers.displayParameter(values, property, { typeVersion: 1 }, description);
	return description.properties.filter((property) => isShown(property, parameters));
}

/** The tool that n8n makes of a node with these parameters, as a model sees it. */
async function toolWith(parameters: INodeParameters) {
	const nodeTypes = await loadNodeTypes();
	const node = {
		...{ id: 'tool', name: 'Tool', type: TOOL_NODE, typeVersion: 1 },
		position: [0, 0] satisfies [number, number],
		parameters,
	};
	const made = buildWorkflow({ nodes: [node], connections: {} }, nodeTypes).getNode('Tool');
	if (made === null) throw new UnexpectedError('The workflow has no tool');
	const nodeType = nodeTypes.getByNameAndVersion(TOOL_NODE, 1);
	const handleToolInvocation = async () => await Promise.resolve('');
	const { response } = createNodeAsTool({ node: made, nodeType, handleToolInvocation });
	return { description: response.description, schema: response.schema.shape as object };
}

describe.each(operations)('$resource $value as a tool', ({ resource, operation, value }) => {
	const chosen = { resource, operation: operation.value };
	const properties = operation.fields
		.map(({ property }) => property)
		.filter(({ displayOptions }) => displayOptions?.hide?.['@tool'] === undefined);
	const { asked } = leftToModel(properties);

	it('tells a model how JSON looks that it can give', async () => {
		const { description } = await toolWith(chosen);
		const { asked: all } = leftToModel(properties, 'json');
		for (const { property } of all.filter(({ property: { type } }) => type === 'json')) {
			expect(property.placeholder).toMatch(/^e\.g\. [[{].*[\]}]$/);
			expect(description).toContain(`${property.displayName}: JSON, ${property.placeholder}.`);
		}
	});

	it('tells a model what it is for, and what its IDs and choices are', async () => {
		const { description } = await toolWith(chosen);
		expect(description).toMatch(/^Twilio Conversations: [A-Z]/);
		expect(description).toContain(operation.description);
		expect(description.length).toBeLessThanOrEqual(MOST_CHARACTERS);
		for (const { property } of asked) {
			const { displayName, type, options = [], modes = [], name } = property;
			if (name === 'outputFields') continue;
			if (type === 'resourceLocator') {
				const example = modes.find((mode) => mode.name === 'id')?.placeholder;
				expect(description).toContain(`${displayName}: an ID, ${example}.`);
			}
			if (type !== 'multiOptions') continue;
			const values = options.map((option) => ('value' in option ? String(option.value) : ''));
			expect(description).toContain(`${displayName}: one or more of ${values.join(', ')}.`);
		}
		for (const id of idNames(operation.endpoint.path)) {
			const label = properties.find(({ name }) => name === id)?.displayName;
			expect(description).toMatch(new RegExp(`\\b${label}: an ID, e\\.g\\. \\w+_`));
		}
	});

	it.each(['fields', 'json'] as const)(
		'takes everything from a model that has a button, each by an argument of its own: %s',
		async (defineUsing) => {
			const left = leftToModel(properties, defineUsing);
			// Whatever the model fills in is shown by these choices of the user.
			const choices = {
				...{ defineUsing, outputMode: 'selectedFields' },
				...(value === 'create' && { type: 'TRANSCRIPTION' }),
			};
			const { schema } = await toolWith({ ...chosen, ...left.parameters, ...choices });
			const keys = left.asked.map(({ key }) => key);
			expect(Object.keys(schema).sort()).toEqual([...new Set(keys)].sort());
			const paths = left.asked.map(({ key, path }) => [key, path]);
			const shared = paths.filter(([key], index) =>
				paths.some(([other], place) => other === key && place !== index),
			);
			expect(shared).toEqual([]);
		},
	);

	it('leaves nothing that a model may fill without a button', () => {
		const without = properties
			.flatMap((property) => parametersIn([property]))
			.map(({ path, property }) => ({ path: `parameters.${path.join('.')}`, property }))
			.filter(({ path, property }) => !hasButton(property, path))
			// Groups have the buttons inside; a choice is the user's, who sees the list.
			.filter(({ property: { type } }) => !/collection|^options$|notice/i.test(type))
			.map(({ path }) => path);
		expect(without.filter((path) => !WITHOUT_BUTTON.includes(path))).toEqual([]);
	});
});

/** One bound for all items; and the editor takes any parameter of this name for that of the tool. */
const WITHOUT_BUTTON = ['parameters.options.maxRequests', 'parameters.description'];

describe('the description of a tool', () => {
	const valuesFor = async (values: INodeParameters, how: { defaults: boolean }) => {
		const { description } = (await loadNodeTypes()).getByNameAndVersion(TOOL_NODE, 1);
		const node = { typeVersion: 1 };
		const { properties } = description;
		return (
			NodeHelpers.getNodeParameters(properties, values, how.defaults, false, node, description) ??
			{}
		);
	};

	it('is no parameter of a step', async () => {
		const close = { resource: 'conversation', operation: 'close' };
		const names = async (type: string) => (await shownOn(type, close)).map(({ name }) => name);
		expect(await names(TOOL_NODE)).toContain('toolDescription');
		expect(await names(ACTION_NODE)).not.toContain('toolDescription');
	});

	it('follows the operation, as long as nobody has changed it', async () => {
		// As the editor does it: what is as it came is left out, then the new defaults come in.
		const change = async (values: INodeParameters, operation: string) => {
			const own = await valuesFor(values, { defaults: false });
			return await valuesFor({ ...own, operation }, { defaults: true });
		};
		const close = await valuesFor({ operation: 'close' }, { defaults: true });
		expect(close.toolDescription).toMatch(/Close a conversation for good/);
		const remove = await change(close, 'delete');
		expect(remove.toolDescription).toMatch(/Delete a conversation/);
		const own = await change({ ...close, toolDescription: 'Mine' }, 'delete');
		expect(own.toolDescription).toBe('Mine');
	});

	it('is the own text of the user where there is one', async () => {
		const { description } = await toolWith({ operation: 'close', toolDescription: 'Mine' });
		expect(description).toBe('Mine');
	});
});

describe('a call with blanks', () => {
	const call = async (resource: string, operation: string, parameters: INodeParameters) => {
		const { error } = await service.run(resource, operation, parameters, { type: TOOL_NODE });
		const writes = service.emulator.journal.filter(({ method }) => method !== 'GET');
		return { message: error?.message, bodies: writes.map(({ body }) => body) };
	};
	const replaced = {
		conversation: () => {
			const { id } = service.conversation({ name: 'Order 1', metadata: { vip: 'true' } });
			return { conversationId: id, status: 'ACTIVE' };
		},
		configuration: () => {
			const { id } = service.emulator.store.addConfiguration();
			return { configurationId: id, description: 'New', memoryStoreId: 'mem_store_1' };
		},
	};
	const set = { conversation: 'name', configuration: 'intelligenceConfigurationIds' };
	const kinds = ['conversation', 'configuration'] as const;

	it.each(kinds)('clears nothing of a %s that is replaced', async (resource) => {
		for (const blank of ['', ' ', null]) {
			const updateFields = { [set[resource]]: blank } as INodeParameters;
			const { message, bodies } = await call(resource, 'update', {
				...replaced[resource](),
				updateFields,
			});
			expect(message).toMatch(/^'Update Fields > (Name|Intelligence IDs)' is empty$/);
			expect(bodies).toEqual([]);
		}
	});

	it.each(kinds)('lets a model choose what is cleared of a %s', async (resource) => {
		const updateFields = { [set[resource]]: '', clearFields: set[resource] };
		const { message, bodies } = await call(resource, 'update', {
			...replaced[resource](),
			updateFields,
		});
		expect(message).toBeUndefined();
		expect(bodies).toHaveLength(1);
		expect(bodies[0]).not.toHaveProperty(set[resource]);
	});

	it('clears nothing of a participant, whatever the options are', async () => {
		const addresses = [{ channel: 'SMS', address: '+15017122661' } as const];
		const { id, participants } = service.conversation({
			participants: [{ name: 'Ada', type: 'CUSTOMER', addresses }],
		});
		const { bodies } = await call('participant', 'update', {
			...{ conversationId: id, participantId: participants[0].id },
			updateFields: { name: '', type: 'HUMAN_AGENT' },
			options: { sendOnlyEntered: true },
		});
		expect(bodies).toEqual([{ name: 'Ada', type: 'HUMAN_AGENT', addresses }]);
	});

	it('leaves out a list that the model fills in nothing of', async () => {
		const { conversationId } = replaced.conversation();
		const updateFields = {
			name: 'Order 2',
			metadata: { values: [{ key: '', value: '' }] },
			statusCallbacks: { values: [{ url: '', method: 'POST' }] },
		};
		const { message, bodies } = await call('conversation', 'patch', {
			conversationId,
			updateFields,
		});
		expect(message).toBeUndefined();
		expect(bodies).toEqual([{ name: 'Order 2' }]);
	});

	it('refuses a list that the model fills in half of', async () => {
		const { conversationId } = replaced.conversation();
		const updateFields = { name: 'x', metadata: { values: [{ key: 'vip', value: '' }] } };
		const { message, bodies } = await call('conversation', 'patch', {
			conversationId,
			updateFields,
		});
		expect(message).toBe(`'Update Fields > Metadata > Entry "vip"' has no value`);
		expect(bodies).toEqual([]);
	});
});

/** Operations that return a record: their fields are chosen. */
const withRecords = operations.filter(({ operation }) =>
	operation.fields.some(({ name }) => name === 'simplify'),
);

describe('what is returned', () => {
	it('is chosen for every record, by Simplify in a step and by Output in a tool', async () => {
		expect(withRecords.length).toBeGreaterThan(15);
		for (const { resource, value: operation } of withRecords) {
			const names = async (type: string, more: INodeParameters = {}) => {
				const defaults = { resource, operation, outputMode: 'simplified' };
				const shown = await shownOn(type, { ...defaults, ...more });
				return shown.map(({ name }) => name).filter((name) => /^(simplify|output)/.test(name));
			};
			const selected = { outputMode: 'selectedFields' };
			expect(await names(ACTION_NODE)).toEqual(['simplify']);
			expect(await names(TOOL_NODE)).toEqual(['outputMode']);
			expect(await names(TOOL_NODE, selected)).toEqual(['outputMode', 'outputFields']);
		}
	});

	/** Everything that can be read, and the parameters to read it. */
	const readable = () => {
		const address = { channel: 'SMS', address: '+15017122661' } as const;
		const conversation = service.conversation({
			participants: [{ name: 'Ada', type: 'CUSTOMER', addresses: [address] }],
		});
		const { id: communicationId } = addCommunication(service.emulator, conversation, {
			author: { ...address, participantId: conversation.participants[0].id },
		});
		return {
			...{ conversationId: conversation.id, participantId: conversation.participants[0].id },
			...{ communicationId, configurationId: conversation.configurationId },
		};
	};
	const reads = withRecords.filter(({ value }) => value === 'get' || value === 'getAll');
	const read = async (
		{ resource, value }: (typeof reads)[number],
		parameters: INodeParameters,
		type = TOOL_NODE,
	): Promise<IDataObject> => {
		const { json, error } = await service.run(
			resource,
			value,
			{ ...readable(), ...parameters },
			{ type },
		);
		expect(error?.message).toBeUndefined();
		return json[0];
	};

	it.each(reads)('$resource $value: what was selected, and always the IDs', async (row) => {
		const all = Object.keys(await read(row, {}));
		const ids = all.filter((name) => name === 'id' || name === 'conversationId');
		expect(ids).toContain('id');
		const property = row.operation.fields.find(({ name }) => name === 'outputFields')?.property;
		const values = (property?.options ?? []).map((one) =>
			'value' in one ? String(one.value) : '',
		);
		expect([...values, ...ids].sort()).toEqual([...all].sort());
		const outputMode = 'selectedFields';
		expect(Object.keys(await read(row, { outputMode })).sort()).toEqual([...ids].sort());
		const [first, second] = values;
		const outputFields = [first, second];
		expect(Object.keys(await read(row, { outputMode, outputFields })).sort()).toEqual(
			[...ids, ...outputFields].sort(),
		);
		// As a model writes it.
		const written = outputFields.join(', ').toUpperCase();
		expect(Object.keys(await read(row, { outputMode, outputFields: written }))).toHaveLength(
			ids.length + 2,
		);
	});

	it.each(reads)('$resource $value: raw, as Twilio sent it', async (row) => {
		const raw = await read(row, { outputMode: 'raw' });
		const [asStep] = [await read(row, { simplify: false }, ACTION_NODE)];
		expect(Object.keys(raw)).toEqual(Object.keys(asStep));
		expect(Object.keys(raw)).not.toEqual(Object.keys(await read(row, {})));
	});

	it('says what the step did beside what was selected', async () => {
		const { id: conversationId } = service.conversation({ status: 'CLOSED' });
		const parameters = { conversationId, outputMode: 'selectedFields', outputFields: ['status'] };
		const { json } = await service.run('conversation', 'close', parameters, { type: TOOL_NODE });
		expect(json).toEqual([{ id: conversationId, status: 'CLOSED', alreadyClosed: true }]);
	});

	it('is a transcript once: as text for a model, with its messages in a step', async () => {
		const { conversationId } = readable();
		const run = async (type: string) => {
			const { json } = await service.run(
				'conversation',
				'getTranscript',
				{ conversationId },
				{ type },
			);
			return json[0];
		};
		const [forModel, inStep] = [await run(TOOL_NODE), await run(ACTION_NODE)];
		expect(inStep.messages).toHaveLength(1);
		expect({ ...forModel, messages: inStep.messages }).toEqual(inStep);
		expect(forModel).not.toHaveProperty('messages');
	});
});
