import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { ConversationRecord, Emulator, JournalEntry } from '../../../emulator';
import { auditItems } from '../audit/items';
import { attemptsOf } from '../audit/journal';
import { countBy } from '../countBy';
import { makeFaulty } from '../kinds';
import { credentialOf, type Finding, type Scenario, type Stage } from '../stage';

/** An input item. Its mark identifies it in requests and in the store. */
interface Item extends IDataObject {
	mark: string;
	/** Unique, because two open conversations cannot have the same participants. */
	address: string;
	conversationId: string;
	configurationId: string;
}

/** A write that is made once per item. */
interface Write {
	readonly name: string;
	readonly method: 'POST' | 'DELETE';
	readonly parameters: INodeParameters;
	/** Whether Twilio recognises a repeated write as the same one. */
	readonly isRepeatable?: boolean;
	/** Ids of the records that exist because of an item. */
	readonly effects: (emulator: Emulator, item: Item) => string[];
	/** Default: the `id` of the answer. */
	readonly idOf?: (json: IDataObject) => unknown;
}

const AGENT = { channel: 'SMS', address: '+15017122661' } as const;
const CUSTOMER = { channel: 'SMS', address: '+15017122662' } as const;
const conversationId = '={{ $json.conversationId }}';
const message = { author: AGENT, recipients: { values: [CUSTOMER] } };

function conversationOf({ store }: Emulator, item: Item): ConversationRecord {
	const conversation = store.conversations.get(item.conversationId);
	if (conversation === undefined) throw new Error(`No conversation ${item.conversationId}`);
	return conversation;
}

const communications: Write['effects'] = (emulator, item) =>
	conversationOf(emulator, item)
		.communications.filter(({ content }) => content.text === item.mark)
		.map(({ id }) => id);

export const WRITES: readonly Write[] = [
	{
		name: 'Conversation: Create',
		method: 'POST',
		parameters: {
			resource: 'conversation',
			operation: 'create',
			configurationId: '={{ $json.configurationId }}',
			participants: {},
			additionalFields: { name: '={{ $json.mark }}' },
		},
		effects: ({ store }, { mark }) =>
			[...store.conversations.values()].filter(({ name }) => name === mark).map(({ id }) => id),
	},
	{
		name: 'Participant: Create',
		method: 'POST',
		parameters: {
			resource: 'participant',
			operation: 'create',
			conversationId,
			addresses: { values: [{ channel: 'SMS', address: '={{ $json.address }}' }] },
			additionalFields: { name: '={{ $json.mark }}' },
		},
		effects: (emulator, item) =>
			conversationOf(emulator, item)
				.participants.filter(({ name }) => name === item.mark)
				.map(({ id }) => id),
	},
	{
		name: 'Communication: Create',
		method: 'POST',
		parameters: {
			resource: 'communication',
			operation: 'create',
			conversationId,
			...message,
			text: '={{ $json.mark }}',
		},
		effects: communications,
	},
	{
		name: 'Communication: Create with Resource ID',
		method: 'POST',
		parameters: {
			resource: 'communication',
			operation: 'create',
			conversationId,
			...message,
			text: '={{ $json.mark }}',
			additionalFields: { resourceId: '={{ $json.mark }}' },
		},
		isRepeatable: true,
		effects: communications,
	},
	{
		name: 'Message: Send',
		method: 'POST',
		parameters: {
			resource: 'action',
			operation: 'sendMessage',
			conversationId,
			from: AGENT,
			to: { values: [CUSTOMER] },
			text: '={{ $json.mark }}',
		},
		effects: (emulator, item) => conversationOf(emulator, item).actions.map(({ id }) => id),
	},
	{
		name: 'Conversation: Delete',
		method: 'DELETE',
		parameters: { resource: 'conversation', operation: 'delete', conversationId },
		effects: ({ store }, item) =>
			[...store.operations.values()]
				.filter(({ related }) => related.conversationId === item.conversationId)
				.map(({ id }) => id),
		idOf: ({ operationId }) => operationId,
	},
];

/** One conversation per item, so that each item has its own lane. */
function prepare({ store }: Emulator, size: number): Item[] {
	const configurationId = store.addConfiguration().id;
	return Array.from({ length: size }, (_, index) => ({
		mark: `Item ${index}`,
		address: `+1555${String(index).padStart(7, '0')}`,
		conversationId: store.addConversation({ configurationId }).id,
		configurationId,
	}));
}

/** Few items fail for good. */
const ONE_IN = 200;

/** For these, the write is carried out but its answer is lost, and all retries are refused. */
function injectPermanentFaults(
	emulator: Emulator,
	items: readonly Item[],
	{ method }: Write,
): void {
	const step = Math.min(items.length, ONE_IN);
	for (let index = 0; index < items.length; index += step) {
		const match = { method, path: items[index].conversationId };
		emulator.failNext([
			{ kind: index % (2 * step) === 0 ? 'reset-after' : '500-after', match },
			{ kind: '429', match, times: Infinity, retryAfter: 0 },
		]);
	}
}

/** The writes of each item, found by the conversation in their path or the mark in their body. */
function writesByItem(journal: readonly JournalEntry[], items: readonly Item[], { method }: Write) {
	const attempts = attemptsOf(journal);
	const marked = new Map<string, JournalEntry[]>();
	for (const entry of journal) {
		if (entry.method !== method || entry.operationId !== 'CreateConversationWithConfig') continue;
		const { name } = Object(entry.body);
		marked.set(name, [...(marked.get(name) ?? []), entry]);
	}
	return (index: number) => {
		const { mark, conversationId: id } = items[index];
		return marked.get(mark) ?? attempts.of(id).writes;
	};
}

/** One write for each of many items under faults, with the node set to continue on failures. */
export function writeScenario(write: Write): Scenario {
	const play = async (stage: Stage): Promise<Finding> => {
		const { emulator, engine, size, seed, signal } = stage;
		const items = prepare(emulator, size);
		injectPermanentFaults(emulator, items, write);
		makeFaulty(emulator, seed);
		stage.follow?.(size, () => Math.min(size, emulator.journal.length));

		const answer = await engine.run(
			{
				credential: credentialOf(stage),
				parameters: write.parameters,
				items: items.map((json): INodeExecutionData => ({ json })),
				onError: 'continueRegularOutput',
			},
			signal,
		);
		const { items: output } = answer;
		const problems = auditItems({
			asked: size,
			output,
			writesOf: writesByItem(emulator.journal, items, write),
			effectsOf: (item) => write.effects(emulator, items[item]),
			idOf: write.idOf ?? (({ id }) => id),
			isRepeatable: write.isRepeatable === true,
		});
		if (answer.status !== 'success')
			problems.unshift(`It ended as ${answer.status}: ${answer.error?.message}`);
		return {
			asked: size,
			outcomes: countBy(output, ({ json }) => (json.error === undefined ? 'done' : 'failed')),
			problems,
		};
	};
	return { name: write.name, play };
}
