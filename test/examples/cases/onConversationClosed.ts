import { request } from 'undici';

import type { Emulator } from '../../../emulator';
import { apiOf, callbackUrls, person } from '../../../emulator/testClient';
import type { ActiveWorkflow, WorkflowJson } from '../../support/engine';
import { listenOn } from '../../support/engine';
import type { EventCase, EventContext } from './types';

const MINUTE_MS = 60_000;
const TRIGGER = 'When a Conversation Closes';

function rememberOne({ nodes }: WorkflowJson): void {
	for (const { name, parameters } of nodes) {
		if (name === 'Only Once')
			parameters.options = { ...Object(parameters.options), historySize: 1 };
	}
}

/** The example, active on a configuration of its own. */
async function activated(
	{ emulator, importExample }: EventContext,
	settings = {},
	change: (workflow: WorkflowJson) => void = () => {},
) {
	const { id: configurationId } = emulator.store.addConfiguration(settings);
	const example = importExample((workflow) => {
		listenOn(workflow, configurationId);
		change(workflow);
	});
	await example.activate();
	return { example, configurationId, url: example.trigger.url };
}

/** Starts a conversation and renames it; it stays open. */
async function converse(
	emulator: Emulator,
	configurationId: string,
	customer = '+15550001',
): Promise<string> {
	const api = apiOf(emulator);
	const participants = [person(customer), person('whatsapp:+15550002', 'AGENT', 'WHATSAPP')];
	const begun = await api('POST', '/v2/Conversations', { configurationId, participants });
	expect(begun.status).toBe(201);
	await api('PATCH', `/v2/Conversations/${begun.body.id}`, { name: 'Order 42' });
	return begun.body.id;
}

async function close(emulator: Emulator, id: string): Promise<void> {
	await apiOf(emulator)('PATCH', `/v2/Conversations/${id}`, { status: 'CLOSED' });
	await emulator.callbacks.idle();
}

/** The record that each execution made; undefined if it did not get that far. */
async function recordsOf(example: ActiveWorkflow) {
	const results = await example.results();
	expect(results.map(({ error }) => error)).toEqual(results.map(() => undefined));
	return results.map((result) => result.items('Record')[0]?.json);
}

/** The error of "Only Once" in each execution. */
async function complaintsOf(example: ActiveWorkflow) {
	const results = await example.results();
	return results.map((result) => result.items('Only Once')[0]?.error?.message);
}

function statuses({ callbacks }: Emulator): Array<number | null> {
	return callbacks.delivered.map(({ status }) => status);
}

const FORGERIES = ['wrongToken', 'tamperedBody', 'missingSignature', 'missingHash'] as const;

export const onConversationClosed: readonly EventCase[] = [
	{
		title: 'makes one record of a conversation that is closed, and none of what happens before',
		testEvents: async (context) => {
			const { emulator } = context;
			emulator.clock.freeze();
			const { example, configurationId } = await activated(context);
			const id = await converse(emulator, configurationId);
			await emulator.callbacks.idle();
			expect(await recordsOf(example)).toEqual([]);

			emulator.clock.advance(90 * MINUTE_MS);
			await close(emulator, id);
			expect(emulator.callbacks.delivered.map(({ eventType }) => eventType)).toEqual([
				'CONVERSATION_CREATED',
				'PARTICIPANT_ADDED',
				'PARTICIPANT_ADDED',
				'CONVERSATION_UPDATED',
				'CONVERSATION_UPDATED',
			]);
			expect(statuses(emulator)).toEqual([200, 200, 200, 200, 200]);
			expect(await recordsOf(example)).toEqual([
				{
					conversationId: id,
					name: 'Order 42',
					closedAt: new Date(emulator.clock.now()).toISOString(),
					openMinutes: 90,
					addresses: ['+15550001', 'whatsapp:+15550002'],
				},
			]);
		},
	},
	{
		title: 'makes a record also of one without name and participants that closes by itself',
		testEvents: async (context) => {
			const { emulator } = context;
			emulator.clock.freeze();
			const { example, configurationId } = await activated(context, {
				channelSettings: { SMS: { statusTimeouts: { closed: 30 } } },
			});
			await apiOf(emulator)('POST', '/v2/Conversations', { configurationId });
			emulator.clock.advance(30 * MINUTE_MS);
			await emulator.callbacks.idle();
			expect(await recordsOf(example)).toMatchObject([
				{ name: '', openMinutes: 30, addresses: [] },
			]);
		},
	},
	{
		title: 'makes one record, however often an event comes, and to however many processes',
		testEvents: async (context) => {
			const { emulator } = context;
			const { example, configurationId } = await activated(context);
			emulator.configure({ callbackDuplicates: 3 });
			const ids = [];
			for (const customer of ['+15550001', '+15550002', '+15550003']) {
				ids.push(await converse(emulator, configurationId, customer));
			}
			for (const id of ids) await close(emulator, id);
			const closings = emulator.callbacks.delivered.slice(-12);
			expect(new Set(closings.map(({ idempotencyToken }) => idempotencyToken)).size).toBe(3);
			const records = await recordsOf(example);
			expect(records.map((record) => record?.conversationId)).toEqual(ids);

			const [first] = example.trigger.started;
			const elsewhere = await example.run(TRIGGER, [first]);
			expect(elsewhere.items('Only Once', 1)).toHaveLength(1);
			expect(elsewhere.executed('Record')).toBe(false);
		},
	},
	{
		title: 'goes on when the history of "Only Once" is full, and empties it at night',
		testEvents: async (context) => {
			const { emulator } = context;
			const { example, configurationId } = await activated(context, {}, rememberOne);
			for (let count = 0; count < 3; count++) {
				await close(emulator, await converse(emulator, configurationId));
			}
			expect(await complaintsOf(example)).toEqual([
				undefined,
				expect.stringContaining('exceeds the maximum history size'),
				expect.stringContaining('exceeds the maximum history size'),
			]);
			expect(await recordsOf(example)).toHaveLength(3);

			expect((await example.run('Every Night', [{ json: {} }])).status).toBe('success');
			await close(emulator, await converse(emulator, configurationId));
			expect((await complaintsOf(example)).slice(3)).toEqual([undefined]);
			expect(await recordsOf(example)).toHaveLength(4);
		},
	},
	...FORGERIES.map((callbackForgery) => ({
		title: `refuses a forged callback: ${callbackForgery}`,
		testEvents: async (context: EventContext) => {
			const { emulator } = context;
			const { example, configurationId } = await activated(context);
			const id = await converse(emulator, configurationId);
			await emulator.callbacks.idle();
			emulator.configure({ callbackForgery });
			await close(emulator, id);
			expect(statuses(emulator).slice(-1)).toEqual([403]);
			expect(await example.results()).toEqual([]);
		},
	})),
	{
		title: 'takes its URL out of the configuration when it is deactivated, and no other',
		testEvents: async (context) => {
			const { emulator } = context;
			const stranger = { url: 'https://stranger.example/callback', method: 'POST' };
			const { example, configurationId, url } = await activated(context, {
				statusCallbacks: [stranger],
			});
			expect(callbackUrls(emulator, configurationId)).toEqual([stranger.url, url]);
			await example.deactivate();
			expect(callbackUrls(emulator, configurationId)).toEqual([stranger.url]);
			const { statusCode, body } = await request(url, { method: 'POST', body: '{}' });
			await body.dump();
			expect(statusCode).toBe(404);
		},
	},
];
