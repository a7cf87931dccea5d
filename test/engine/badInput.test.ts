import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { resources } from '../../nodes/TwilioConversations/resources';
import type { Operation } from '../../nodes/TwilioConversations/resources/define';
import type { Resource } from '../../nodes/TwilioConversations/resources/describe';
import { addedTo, sampleOf } from '../support/addedFields';
import { TOOL_NODE } from '../support/nodeNames';
import { badActions } from './badInput/action';
import { badAddresses, badRecipients } from './badInput/addresses';
import { badCommunications } from './badInput/communication';
import { badConfigurations } from './badInput/configuration';
import { badConversations } from './badInput/conversation';
import { badParticipants } from './badInput/participant';
import { EMPTY } from './badInput/table';
import { useEmulator } from '../support/useEmulator';

const service = useEmulator();

/** The message names the field and the item, and nothing is sent. One file, since each loads n8n. */
it.each([
	...badActions,
	...badAddresses,
	...badRecipients,
	...badCommunications,
	...badConfigurations,
	...badConversations,
	...badParticipants,
])('%s %s %j', async (resource, operation, parameters, message) => {
	const { error } = await service.run(resource, operation, parameters);
	expect(error?.message).toBe(message);
	expect(error?.description).toContain('Nothing was sent.');
	expect(error).toMatchObject({ context: { itemIndex: 0 } });
	expect(service.emulator.journal).toEqual([]);
});

const blankable = (collection: INodeProperties) =>
	addedTo(collection).filter(
		({ labels, property }) => labels.length === 1 && property.noDataExpression !== true,
	);
const collections = resources.flatMap((resource) =>
	resource.operations.flatMap((operation) =>
		operation.fields
			.filter(({ property }) => property.type === 'collection' && !property.required)
			.filter(({ property }) => blankable(property).length > 0)
			.map(({ property }) => {
				const name = `${resource.value} ${operation.value} ${property.name}`;
				return [name, resource, operation, property] as const;
			}),
	),
);

/** Valid values for the required parameters of an operation. */
function needed({ value }: Resource, { fields }: Operation): INodeParameters {
	const samples = fields
		.filter(({ property }) => property.required || property.type === 'fixedCollection')
		.map(({ property }) => [property.name, sampleOf(property)]);
	const isStart = fields.some(({ name: field }) => field === 'ourSide');
	const name = value === 'configuration' ? 'displayName' : 'name';
	return {
		...(Object.fromEntries(samples) as INodeParameters),
		// A message has to say something, and an update has to change something.
		...{ text: 'sample', updateFields: { [name]: 'New' } },
		// Nobody writes to themselves.
		...(isStart && { ourSide: { channel: 'CHAT', address: 'us' } }),
	};
}

describe.each(collections)('%s', (_name, resource, operation, collection) => {
	const added = blankable(collection);
	const blank: INodeParameters = Object.assign({}, ...added.map(({ enter }) => enter(EMPTY)));
	const run = async (value: INodeParameters, type?: string) => {
		service.emulator.reset();
		const { error } = await service.run(
			resource.value,
			operation.value,
			{
				...needed(resource, operation),
				...(collection.name === 'transcription' && { type: 'TRANSCRIPTION' }),
				[collection.name]: value,
			},
			{ type },
		);
		// Only the first: further requests depend on its answer.
		const sent = service.emulator.journal
			.slice(0, 1)
			.map(({ method, path, query, body }) => ({ method, path, query, body }));
		return { message: error?.message, sent };
	};

	it('is refused by the name of a field whose expression gives nothing', async () => {
		const { message, sent } = await run(blank);
		const labels = added.map(({ labels: [label] }) => label);
		expect(labels.map((label) => `'${collection.displayName} > ${label}' is empty`)).toContain(
			message,
		);
		expect(sent).toEqual([]);
	});

	it('counts as not given when a model leaves it blank, except where more would be lost', async () => {
		const left = await run(blank, TOOL_NODE);
		if (operation.waits) {
			expect(left.message).toMatch(/ cannot be a tool: /);
			expect(left.sent).toEqual([]);
			return;
		}
		const replaces = operation.name === 'Replace' && collection.name === 'updateFields';
		if (replaces || collection.name === 'cleanUpFilters') {
			expect(left.message).toMatch(/is empty$/);
			expect(left.sent).toEqual([]);
			return;
		}
		expect(left).toEqual(await run({}, TOOL_NODE));
		if (/(has nothing in it|is empty)$/.test(left.message ?? '')) expect(left.sent).toEqual([]);
		else expect(left.sent.length).toBeGreaterThan(0);
	});
});

const plain = resources.flatMap((resource) =>
	resource.operations.flatMap((operation) =>
		operation.fields
			// A blank boolean means its default.
			.filter(({ property }) => !['notice', 'collection', 'boolean'].includes(property.type))
			.filter(({ property }) => property.noDataExpression !== true)
			// The editor takes no expression for a list as a whole, n8n drops one, and this may be empty.
			.filter(({ property }) => property.name !== 'participants')
			// What only a tool has, a step of a workflow does not read.
			.filter(({ property }) => property.displayOptions?.show?.['@tool'] === undefined)
			.map(({ property }) => {
				const name = `${resource.value} ${operation.value} ${property.displayName}`;
				return [name, resource, operation, property] as const;
			}),
	),
);

it.each(plain)('%s is refused by name where its expression gives nothing', async (...row) => {
	const [, resource, operation, property] = row;
	const { error } = await service.run(resource.value, operation.value, {
		...needed(resource, operation),
		...(property.type === 'json' && { defineUsing: 'json' }),
		[property.name]: EMPTY,
	});
	expect(error?.message).toBe(`'${property.displayName}' is empty`);
	expect(error?.description).toContain('Nothing was sent.');
	expect(service.emulator.journal).toEqual([]);
});

it('names the pair of resource and operation that does not exist', async () => {
	const { error } = await service.run('conversation', 'archive', {});
	expect(error?.message).toContain('archive');
	expect(service.emulator.journal).toEqual([]);
});
