import type { IDataObject } from 'n8n-workflow';
import type { Emulator } from '../../../emulator';
import { apiOf, person } from '../../../emulator/testClient';
import type { ToolCase, ToolContext } from './types';

const DAY_MS = 24 * 60 * 60 * 1000;
const CUSTOMER = '+15550001';
const COMPANY = '+15550009';

/** All that a model gets to see: the tools, and the arguments of each. */
const ARGUMENTS: Readonly<Record<string, string[]>> = {
	Close_Conversation: ['conversationId'],
	Find_by_Name: ['text'],
	Get_Conversation: ['conversationId'],
	List_Conversations: ['status'],
	'Preview_Clean-Up': ['days'],
	Read_Transcript: ['conversationId'],
	Reply_to_Customer: ['conversationId', 'text'],
};

async function call({ tools }: ToolContext, name: string, values: IDataObject = {}) {
	const tool = tools.get(name);
	if (!tool) throw new Error(`The example has no tool "${name}"`);
	return await tool.call(values);
}

/** A conversation about an order, in which the customer has said something. */
async function discussed(emulator: Emulator, name: string, text: string): Promise<string> {
	const { id: configurationId } = emulator.store.addConfiguration();
	const api = apiOf(emulator);
	const participants = [person(CUSTOMER), person(COMPANY, 'AGENT')];
	const { body } = await api('POST', '/v2/Conversations', { configurationId, name, participants });
	await api('POST', `/v2/Conversations/${body.id}/Communications`, {
		author: { address: CUSTOMER, channel: 'SMS' },
		recipients: [{ address: COMPANY, channel: 'SMS' }],
		content: { type: 'TEXT', text },
	});
	return body.id;
}

/** Adds one conversation for each number of idle days. @returns their IDs */
function aged({ store, clock }: Emulator, days: number[]): string[] {
	const { id: configurationId } = store.addConfiguration();
	return days.map((count) => {
		const at = clock.now() - count * DAY_MS;
		const name = `Idle for ${count}`;
		return store.addConversation({ configurationId, name, createdAt: at, updatedAt: at }).id;
	});
}

function changes({ journal }: Emulator): string[] {
	return journal
		.filter(({ method }) => method !== 'GET')
		.map(({ method, path, body }) => `${method} ${path} ${JSON.stringify(body)}`);
}

export const aiAgent: readonly ToolCase[] = [
	{
		title: 'tells a model what each tool is for and what it takes',
		testTools: async ({ tools }) => {
			const told = [...tools].map(([name, tool]) => [name, Object.keys(tool.arguments)]);
			expect(Object.fromEntries(told)).toEqual(ARGUMENTS);
			for (const { description, arguments: described } of tools.values()) {
				for (const text of [description, ...Object.values(described)]) {
					expect(text).toMatch(/^\S.{20,}/);
				}
			}
		},
	},
	{
		title: 'finds a conversation, reads what was said, replies to it, and closes that one alone',
		testTools: async (context) => {
			const { emulator } = context;
			const wanted = await discussed(emulator, 'Order 4711', 'Where is it?');
			await discussed(emulator, 'Order 42', 'Thank you');
			emulator.journal.length = 0;

			const found = await call(context, 'Find_by_Name', { text: 'order 4711' });
			expect(found).toEqual([
				expect.objectContaining({ id: wanted, name: 'Order 4711', status: 'ACTIVE' }),
			]);
			const [{ id: conversationId }] = found;
			expect(await call(context, 'Get_Conversation', { conversationId })).toEqual(found);
			expect(await call(context, 'Read_Transcript', { conversationId })).toEqual([
				expect.objectContaining({
					...{ conversationId, messageCount: 1 },
					text: expect.stringContaining('Where is it?'),
				}),
			]);
			expect(changes(emulator)).toEqual([]);

			await call(context, 'Reply_to_Customer', { conversationId, text: 'On its way' });
			const [sent, ...others] = emulator.journal.filter(({ method }) => method === 'POST');
			expect(others).toEqual([]);
			expect(sent).toMatchObject({
				path: `/v2/Conversations/${wanted}/Actions`,
				body: {
					payload: {
						from: { address: COMPANY },
						to: [{ address: CUSTOMER }],
						content: { text: 'On its way' },
					},
				},
			});
			emulator.journal.length = 0;

			const closed = await call(context, 'Close_Conversation', { conversationId });
			expect(closed).toEqual([expect.objectContaining({ id: wanted, status: 'CLOSED' })]);
			expect(changes(emulator)).toEqual([`PATCH /v2/Conversations/${wanted} {"status":"CLOSED"}`]);
		},
	},
	{
		title: 'lists what is open unless asked for more, and never more than a model can read',
		testTools: async (context) => {
			const { store } = context.emulator;
			context.emulator.seed({ conversations: 200 });
			const statuses = async (values: IDataObject) => {
				const listed = await call(context, 'List_Conversations', values);
				expect(listed).toHaveLength(20);
				expect(JSON.stringify(listed).length).toBeLessThan(16_000);
				for (const { id } of listed) expect(store.conversations.has(String(id))).toBe(true);
				return [...new Set(listed.map(({ status }) => status))].sort();
			};
			expect(await statuses({})).toEqual(['ACTIVE', 'INACTIVE']);
			expect(await statuses({ status: 'closed' })).toEqual(['CLOSED']);
			expect(changes(context.emulator)).toEqual([]);
		},
	},
	{
		title: 'lists what a clean-up would close, the oldest first, and closes nothing',
		testTools: async (context) => {
			const [, old, older] = aged(context.emulator, [6, 8, 30]);
			const listed = await call(context, 'Preview_Clean-Up', { days: 7 });
			expect(listed.map(({ id, outcome }) => [id, outcome])).toEqual([
				[older, 'planned'],
				[old, 'planned'],
			]);
			expect(changes(context.emulator)).toEqual([]);
		},
	},
	{
		title: 'leaves a model no way to delete, to switch the dry run off, or to change anything else',
		testTools: async (context) => {
			// Catches a preview that really cleans up: it would close the second one too.
			const [conversationId] = aged(context.emulator, [400, 300]);
			const smuggled = {
				...{ conversationId, status: 'ACTIVE', text: 'Idle', days: 1 },
				...{ operation: 'delete', cleanUpAction: 'delete', resource: 'configuration' },
				...{ dryRun: false, name: 'Renamed', updateFields: { name: 'Renamed' }, limit: 10_000 },
			};
			for (const name of Object.keys(ARGUMENTS)) {
				if (name !== 'Reply_to_Customer') await call(context, name, smuggled);
				else {
					await expect(call(context, name, smuggled)).rejects.toMatchObject({
						message: expect.stringMatching(/is closed/),
					});
				}
			}
			expect(changes(context.emulator)).toEqual([
				`PATCH /v2/Conversations/${conversationId} {"status":"CLOSED"}`,
			]);
		},
	},
	{
		title: 'tells the model in plain words what went wrong, so that it can go on',
		testTools: async (context) => {
			const conversationId = 'conv_conversation_01k1etk2y5f1y9fpe2epfdtvv2';
			await expect(call(context, 'Close_Conversation', { conversationId })).rejects.toMatchObject({
				message: expect.stringMatching(/conversation .* was not found/),
			});
			await expect(call(context, 'Close_Conversation', {})).rejects.toThrow('Required');
		},
	},
];
