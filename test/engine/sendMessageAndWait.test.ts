import { createHash } from 'crypto';

import { type IDataObject, type INodeParameters, NodeHelpers } from 'n8n-workflow';
import { request } from 'undici';

import { bodyHash, type ConversationRecord, signUrl } from '../../emulator';
import { apiOf } from '../../emulator/testClient';
import {
	ACTION_NODE,
	type Execution,
	loadNodeTypes,
	startWaitingN8n,
	type WaitingN8n,
	type WorkflowJson,
} from '../support/engine';
import { jsonOf } from '../support/engine/waitingN8n';
import { eventually } from '../support/eventually';
import { isChoice } from '../support/parameters';
import { credentialsFor, useEmulator } from '../support/useEmulator';
import { withoutJitter } from '../support/withoutJitter';

// The times between two looks at Twilio are what takes time here.
jest.mock('n8n-workflow', () =>
	jest
		.requireActual<typeof import('../support/shortWaits')>('../support/shortWaits')
		.withShortWaits(),
);

const service = useEmulator({ switches: { actionMs: 0 } });

withoutJitter();

let n8n: WaitingN8n;
beforeAll(async () => {
	n8n = await startWaitingN8n();
});
beforeEach(() => {
	n8n.answers.length = 0;
});
afterEach(() => expect(n8n.failures).toEqual([]));
afterAll(async () => await n8n.close());

const AGENT = { channel: 'SMS', address: '+15017122661' } as const;
const CUSTOMER = { channel: 'SMS', address: '+15017122662' } as const;
const WHATSAPP = { channel: 'WHATSAPP', address: 'whatsapp:+15017122662' } as const;
const OTHER = { channel: 'SMS', address: '+15017122663' } as const;
const STRANGER = { url: 'https://stranger.example/hook', method: 'POST' } as const;
const PRIVATE = { allowPrivateUrl: true };
const ASK = 'Ask {{ "me" }}';

const conversation = () =>
	service.conversation({
		participants: [
			{ addresses: [AGENT], type: 'AGENT' },
			{ addresses: [CUSTOMER, WHATSAPP], type: 'CUSTOMER' },
			{ addresses: [OTHER], type: 'CUSTOMER' },
		],
	});

/** A workflow that asks once for each of the parameter sets, one after the other. */
function workflowOf(id: string, questions: INodeParameters[]): WorkflowJson {
	const names = questions.map((_, index) => (index === 0 ? ASK : `${ASK} ${index + 1}`));
	const all = ['Start', ...names, 'After'];
	return {
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
			...questions.map((more, index) => ({
				name: names[index],
				type: ACTION_NODE,
				typeVersion: 1,
				parameters: {
					...{ resource: 'action', operation: 'sendMessageAndWait', conversationId: id },
					...{ from: AGENT, to: { values: [CUSTOMER] }, text: 'Reply YES or NO' },
					...more,
					options: { ...PRIVATE, ...Object(more.options) },
				},
			})),
			{ name: 'After', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
		].map((node, index) => ({
			...node,
			id: `node-${index}`,
			position: [index * 200, 0] as [number, number],
		})),
		connections: Object.fromEntries(
			all
				.slice(0, -1)
				.map((name, index) => [
					name,
					{ main: [[{ node: all[index + 1], type: 'main' as const, index: 0 }]] },
				]),
		),
		settings: { executionOrder: 'v1' },
	};
}

async function ask(id: string, ...questions: INodeParameters[]): Promise<Execution> {
	const execution = await begin(id, ...questions);
	await execution.settled();
	return execution;
}

async function begin(id: string, ...questions: INodeParameters[]): Promise<Execution> {
	return await n8n.start({
		workflow: workflowOf(id, questions.length === 0 ? [{}] : questions),
		credentials: credentialsFor(service.emulator),
		startItems: [{ json: { order: 42 } }],
	});
}

/** Somebody writes; Twilio reports it. */
async function write(id: string, text: string, author: object = CUSTOMER): Promise<IDataObject> {
	const { body } = await apiOf(service.emulator)('POST', `/v2/Conversations/${id}/Communications`, {
		author,
		content: { type: 'TEXT', text },
		recipients: [AGENT],
	});
	await service.emulator.callbacks.idle();
	return body as unknown as IDataObject;
}

const close = async (id: string) => {
	await apiOf(service.emulator)('PATCH', `/v2/Conversations/${id}`, { status: 'CLOSED' });
	await service.emulator.callbacks.idle();
};
const urlsOf = ({ overrides }: ConversationRecord) =>
	(overrides?.statusCallbacks ?? []).map(({ url }) => url);
const outputOf = async (execution: Execution, node = 'After') =>
	jsonOf(await execution.settled(), node);
/** What is asked, and how far it came, after all that was reported has been answered. */
const stateOf = async (execution: Execution) => {
	await service.emulator.callbacks.idle();
	await execution.settled();
	return execution.status;
};

describe('a question', () => {
	it('puts the execution to wait, and the reply lets it go on', async () => {
		const record = conversation();
		record.overrides = { statusCallbacks: [STRANGER] };
		const execution = await ask(record.id);
		expect(execution.status).toBe('waiting');
		expect(await outputOf(execution, ASK)).toMatchObject([{ outcome: 'waiting' }]);
		const [sent] = record.communications;
		expect(sent).toMatchObject({ author: AGENT, content: { text: 'Reply YES or NO' } });
		expect(urlsOf(record)).toEqual([
			STRANGER.url,
			expect.stringMatching(
				/^http:\/\/127\.0\.0\.1:\d+\/webhook-waiting\/\d+\/node-1\?signature=\w+&questionEnds=\d+$/,
			),
		]);
		const inADay = Date.now() + 24 * 3_600_000;
		expect(Math.abs(Number(execution.waitTill) - inADay)).toBeLessThan(60_000);

		const reply = await write(record.id, 'Yes, please');
		expect(await outputOf(execution)).toEqual([
			{
				outcome: 'replied',
				reply: {
					text: 'Yes, please',
					author: CUSTOMER.address,
					channel: 'SMS',
					at: reply.occurredAt,
					communicationId: reply.id,
				},
				question: { actionId: record.actions[0].id, text: 'Reply YES or NO' },
				conversationId: record.id,
			},
		]);
		expect(execution.status).toBe('success');
		expect(urlsOf(record)).toEqual([STRANGER.url]);
		expect((await execution.settled()).items('After')[0].pairedItem).toEqual({ item: 0 });
	});

	it('goes on with an outcome of its own when the time is over', async () => {
		const record = conversation();
		const execution = await ask(record.id, { resumeAmount: 30, resumeUnit: 'minutes' });
		expect(Number(execution.waitTill) - Date.now()).toBeLessThan(30 * 60_000);
		execution.timeOut();
		expect(await outputOf(execution)).toEqual([
			{
				outcome: 'timedOut',
				question: { actionId: record.actions[0].id, text: 'Reply YES or NO' },
				conversationId: record.id,
			},
		]);
		// What the step before put out is as it was.
		expect(await outputOf(execution, 'Start')).toEqual([{ order: 42 }]);
	});

	it('goes on when the conversation is closed', async () => {
		const record = conversation();
		const execution = await ask(record.id);
		await close(record.id);
		expect(await outputOf(execution)).toEqual([
			{
				outcome: 'closed',
				question: { actionId: record.actions[0].id, text: 'Reply YES or NO' },
				conversationId: record.id,
			},
		]);
	});

	it('goes on with the reply where Twilio reports the end before it', async () => {
		const record = conversation();
		const execution = await ask(record.id);
		const [url] = urlsOf(record);
		service.emulator.configure({ callbacks: false });
		await write(record.id, 'yes');
		await close(record.id);
		const data = { id: record.id, status: 'CLOSED' };
		expect(await send(url, { eventType: 'CONVERSATION_UPDATED', data })).toBe(200);
		expect(await outputOf(execution)).toMatchObject([
			{ outcome: 'replied', reply: { text: 'yes' } },
		]);
	});

	it('waits without a limit where there is none, and leaves a URL without an end', async () => {
		const record = conversation();
		const execution = await ask(record.id, { limitWaitTime: false });
		expect(execution.waitTill?.getUTCFullYear()).toBe(3000);
		expect(urlsOf(record)[0]).toMatch(/&questionEnds=0$/);
		await write(record.id, 'ok');
		expect(await stateOf(execution)).toBe('success');
	});

	it('takes a reply of the same participant from another address', async () => {
		const record = conversation();
		const execution = await ask(record.id);
		await write(record.id, 'from WhatsApp', WHATSAPP);
		expect(await outputOf(execution)).toMatchObject([{ reply: { channel: 'WHATSAPP' } }]);
	});

	it('takes a reply of whoever was asked by the ID', async () => {
		const record = conversation();
		const execution = await ask(record.id, {
			to: { values: [{ participantId: record.participants[1].id, channel: 'SMS' }] },
		});
		await write(record.id, 'here', { channel: 'SMS', address: CUSTOMER.address });
		expect(await outputOf(execution)).toMatchObject([{ reply: { text: 'here' } }]);
	});

	it('can be asked twice, one after the other', async () => {
		const record = conversation();
		const execution = await ask(record.id, {}, { text: 'Really?' });
		await write(record.id, 'yes');
		expect(await stateOf(execution)).toBe('waiting');
		expect(urlsOf(record)).toHaveLength(1);
		await write(record.id, 'really');
		expect(await outputOf(execution)).toMatchObject([
			{ reply: { text: 'really' }, question: { text: 'Really?' } },
		]);
		expect(urlsOf(record)).toEqual([]);
	});

	it('is answered for two executions by the same reply', async () => {
		const record = conversation();
		const both = [await ask(record.id), await ask(record.id, { text: 'And this?' })];
		expect(urlsOf(record)).toHaveLength(2);
		await write(record.id, 'fine');
		for (const execution of both) {
			expect(await outputOf(execution)).toMatchObject([{ reply: { text: 'fine' } }]);
		}
		expect(urlsOf(record)).toEqual([]);
	});
});

describe('what is no reply', () => {
	it("is our own message, and somebody else's", async () => {
		const record = conversation();
		const execution = await ask(record.id);
		for (const author of [AGENT, OTHER]) {
			await write(record.id, 'not an answer', author);
			expect(await stateOf(execution)).toBe('waiting');
			expect(n8n.answers.at(-1)).toBe(200);
		}
		await write(record.id, 'an answer');
		expect(await outputOf(execution)).toMatchObject([{ reply: { text: 'an answer' } }]);
	});

	it('is our own message where it goes to ourselves, too', async () => {
		const record = conversation();
		const to = { values: [AGENT, CUSTOMER] };
		const execution = await ask(record.id, { to });
		await write(record.id, 'a note', AGENT);
		expect(await stateOf(execution)).toBe('waiting');
		await write(record.id, 'an answer');
		expect(await outputOf(execution)).toMatchObject([{ reply: { text: 'an answer' } }]);
	});

	it('is an update of the delivery', async () => {
		const record = conversation();
		const execution = await ask(record.id);
		const [url] = urlsOf(record);
		const data = { ...record.communications[0], author: CUSTOMER };
		const status = await send(url, { eventType: 'COMMUNICATION_UPDATED', data });
		expect(status).toBe(200);
		expect(await stateOf(execution)).toBe('waiting');
	});

	it('is a message of another conversation', async () => {
		const [record, other] = [conversation(), conversation()];
		const execution = await ask(record.id);
		const data = message(other.id, 'YES');
		expect(await send(urlsOf(record)[0], { eventType: 'COMMUNICATION_CREATED', data })).toBe(200);
		expect(await stateOf(execution)).toBe('waiting');
	});

	it('is a message from before the question, in the very same second', async () => {
		const { clock } = service.emulator;
		clock.set('2026-11-25T12:00:00.100Z');
		clock.freeze();
		const record = conversation();
		const before = await write(record.id, 'Is anybody there?');
		clock.advance(200);
		const execution = await ask(record.id);
		expect(execution.status).toBe('waiting');
		const [url] = urlsOf(record);
		expect(await send(url, { eventType: 'COMMUNICATION_CREATED', data: before })).toBe(200);
		expect(await stateOf(execution)).toBe('waiting');
		clock.advance(1);
		await write(record.id, 'yes');
		expect(await outputOf(execution)).toMatchObject([{ reply: { text: 'yes' } }]);
	});

	it.each([
		['the question', '2026-11-25T12:00:00Z', '2026-11-25T12:00:00.900Z'],
		['the reply', '2026-11-25T12:00:00.900Z', '2026-11-25T12:00:00Z'],
	])('is none within the second of which %s has no fraction', async (_what, asked, written) => {
		const { clock } = service.emulator;
		clock.set(asked);
		clock.freeze();
		const record = conversation();
		const execution = await ask(record.id);
		const data = { ...message(record.id, 'quick'), createdAt: written };
		expect(await send(urlsOf(record)[0], { eventType: 'COMMUNICATION_CREATED', data })).toBe(200);
		expect(await outputOf(execution)).toMatchObject([{ reply: { text: 'quick' } }]);
	});
});

const message = (conversationId: string, text: string) => ({
	...{ id: 'conv_communication_1', conversationId, author: CUSTOMER, recipients: [AGENT] },
	...{ content: { type: 'TEXT', text }, createdAt: new Date().toISOString() },
});

/** A callback as Twilio sends it, or as somebody else does. @returns the status of the answer */
async function send(
	url: string,
	event: object,
	{ token = service.emulator.authToken, sent = (signed: string) => signed, body = '' } = {},
): Promise<number> {
	const text = JSON.stringify(event);
	const signed = `${url}&bodySHA256=${bodyHash(text)}`;
	const answer = await request(sent(signed), {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			...(token !== '' && { 'x-twilio-signature': signUrl(token, signed) }),
		},
		body: body || text,
	});
	await answer.body.dump();
	return answer.statusCode;
}

describe('who is not Twilio', () => {
	const other = createHash('sha256').update('other').digest('hex');
	const forgeries: Array<[string, Parameters<typeof send>[2], number]> = [
		['has no signature', { token: '' }, 403],
		['signs with another token', { token: 'somebody' }, 403],
		['changes the body', { body: '{"eventType":"COMMUNICATION_CREATED","data":{}}' }, 403],
		['changes the end', { sent: (url) => url.replace(/questionEnds=\d+/, 'questionEnds=0') }, 403],
		[
			'changes the hash',
			{ sent: (url) => url.replace(/bodySHA256=\w+/, `bodySHA256=${other}`) },
			403,
		],
		['leaves out the hash', { sent: (url) => url.replace(/&bodySHA256=\w+/, '') }, 403],
		["guesses n8n's token", { sent: (url) => url.replace(/signature=\w+/, 'signature=0') }, 401],
		['calls another step', { sent: (url) => url.replace('/node-1?', '/node-2?') }, 404],
		['calls another execution', { sent: (url) => url.replace(/\/\d+\/node/, '/0/node') }, 404],
	];

	it('is turned away, whatever is tried', async () => {
		const record = conversation();
		const execution = await ask(record.id);
		const [url] = urlsOf(record);
		const event = { eventType: 'COMMUNICATION_CREATED', data: message(record.id, 'YES') };
		for (const [what, forged, status] of forgeries) {
			const warnings = execution.logged.length + (status === 403 ? 1 : 0);
			expect([what, await send(url, event, forged)]).toEqual([what, status]);
			expect([what, await stateOf(execution)]).toEqual([what, 'waiting']);
			expect(execution.logged).toHaveLength(warnings);
		}
		await write(record.id, 'genuine');
		expect(await outputOf(execution)).toMatchObject([{ reply: { text: 'genuine' } }]);
	});

	it('is none of another question of this step either, e.g. of an earlier round of a loop', async () => {
		const record = conversation();
		const execution = await ask(record.id);
		const earlier = urlsOf(record)[0].replace(/questionEnds=\d+/, 'questionEnds=1');
		const event = { eventType: 'COMMUNICATION_CREATED', data: message(record.id, 'YES') };
		expect(await send(earlier, event)).toBe(403);
		expect(await stateOf(execution)).toBe('waiting');
	});

	it('sends once more what Twilio sent, when the flow went on', async () => {
		const record = conversation();
		const execution = await ask(record.id, {}, {});
		const [url] = urlsOf(record);
		const event = { eventType: 'COMMUNICATION_CREATED', data: message(record.id, 'YES') };
		expect(await send(url, event)).toBe(200);
		expect(await stateOf(execution)).toBe('waiting');
		// The second question waits at another path.
		expect(await send(url, event)).toBe(404);
		expect(await stateOf(execution)).toBe('waiting');
		execution.timeOut();
		await execution.settled();
		expect(await send(url, event)).toBe(409);
	});
});

describe('a reply before n8n waits', () => {
	it('is found before the execution is put to wait', async () => {
		service.emulator.configure({ actionPolls: 1, actionMs: 5_000 });
		const record = conversation();
		const execution = await begin(record.id);
		await eventually('the question', () => record.actions.length > 0, { intervalMs: 5 });
		await write(record.id, 'fast');
		expect(n8n.answers).toContain(409);
		expect(await outputOf(execution)).toMatchObject([{ reply: { text: 'fast' } }]);
		expect(urlsOf(record)).toEqual([]);
	});

	it('is looked for last of all, as close to the waiting as can be', async () => {
		const record = conversation();
		await ask(record.id);
		expect(service.requests().at(-1)).toBe(`GET /v2/Conversations/${record.id}/Communications`);
	});

	it('counts where the conversation was closed after it', async () => {
		service.emulator.configure({ actionPolls: 1, actionMs: 5_000 });
		const record = conversation();
		const execution = await begin(record.id);
		await eventually('the question', () => record.actions.length > 0, { intervalMs: 5 });
		await write(record.id, 'fast');
		await close(record.id);
		expect(await outputOf(execution)).toMatchObject([{ outcome: 'replied' }]);
	});

	it('is found when Twilio reports anything else', async () => {
		const record = conversation();
		const execution = await ask(record.id);
		service.emulator.configure({ callbacks: false });
		await write(record.id, 'missed');
		service.emulator.configure({ callbacks: true });
		expect(await stateOf(execution)).toBe('waiting');
		await write(record.id, 'Our own message', AGENT);
		expect(await outputOf(execution)).toMatchObject([{ reply: { text: 'missed' } }]);
	});

	it('is no reply where the conversation was closed by then', async () => {
		service.emulator.configure({ actionPolls: 1, actionMs: 5_000 });
		const record = conversation();
		const execution = await begin(record.id);
		await eventually('the question', () => record.actions.length > 0, { intervalMs: 5 });
		await close(record.id);
		expect(await outputOf(execution)).toMatchObject([{ outcome: 'closed' }]);
	});
});

describe('choices', () => {
	const options = { choices: 'YES, NO', askAgainText: 'Please reply YES or NO', maxAsks: 2 };

	it('take an answer whatever its case and punctuation', async () => {
		const record = conversation();
		const execution = await ask(record.id, { options });
		await write(record.id, ' "Yes"! ');
		expect(await outputOf(execution)).toMatchObject([
			{ choice: 'YES', reply: { text: ' "Yes"! ' } },
		]);
	});

	it('ask again as often as they are allowed to, and wait on', async () => {
		const record = conversation();
		const execution = await ask(record.id, { options });
		for (const text of ['Yes please', 'what?', 'hm']) await write(record.id, text);
		await write(record.id, 'somebody else', OTHER);
		expect(await stateOf(execution)).toBe('waiting');
		const texts = () => record.communications.map(({ content }) => content.text);
		expect(texts().filter((text) => text === options.askAgainText)).toHaveLength(2);
		expect(record.communications[2]).toMatchObject({ author: AGENT, recipients: [CUSTOMER] });
		await write(record.id, 'no');
		expect(await outputOf(execution)).toMatchObject([{ choice: 'NO' }]);
	});

	it('ask again once for each answer, however often Twilio reports it', async () => {
		service.emulator.configure({ callbackDuplicates: 2 });
		const record = conversation();
		await ask(record.id, { options });
		await write(record.id, 'hm');
		expect(record.actions).toHaveLength(2);
	});

	it('ask again with the words of the question', async () => {
		const record = conversation();
		await ask(record.id, { options: { choices: 'YES, NO', askAgainText: 'Reply YES or NO' } });
		for (const text of ['hm', 'what?']) await write(record.id, text);
		expect(record.actions).toHaveLength(2);
	});

	it('tell emojis apart, and know one in any colour', async () => {
		const record = conversation();
		const execution = await ask(record.id, { options: { choices: '✔️, 👍' } });
		await write(record.id, '⚠️');
		expect(await stateOf(execution)).toBe('waiting');
		await write(record.id, '👍🏽!');
		expect(await outputOf(execution)).toMatchObject([{ choice: '👍', reply: { text: '👍🏽!' } }]);
	});

	it('wait in silence without a text', async () => {
		const record = conversation();
		const execution = await ask(record.id, { options: { choices: 'YES' } });
		await write(record.id, 'hm');
		expect(record.actions).toHaveLength(1);
		expect(await stateOf(execution)).toBe('waiting');
	});
});

describe('the URL', () => {
	it('of a question that timed out or was cancelled is taken out by the next, and no other', async () => {
		const record = conversation();
		record.overrides = { statusCallbacks: [STRANGER] };
		const hour = { resumeAmount: 1, resumeUnit: 'hours' };
		const [timedOut, cancelled] = [await ask(record.id, hour), await ask(record.id, hour)];
		timedOut.timeOut();
		cancelled.cancel();
		const alive = await ask(record.id);
		expect(urlsOf(record)).toHaveLength(4);
		service.emulator.clock.freeze();
		const later = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 2 * 3_600_000);
		const next = await ask(record.id);
		later.mockRestore();
		const [url, ...left] = urlsOf(record);
		expect(url).toBe(STRANGER.url);
		expect(left.map((one) => new URL(one).pathname)).toEqual(
			[alive, next].map(({ id }) => `/webhook-waiting/${id}/node-1`),
		);
		await write(record.id, 'yes');
		expect(await outputOf(alive)).toMatchObject([{ outcome: 'replied' }]);
		expect(await outputOf(next)).toMatchObject([{ outcome: 'replied' }]);
		expect(urlsOf(record)).toEqual([STRANGER.url]);
	});

	it('is taken out again when the message cannot be sent', async () => {
		service.emulator.configure({ actionOutcome: 'FAILED' });
		const record = conversation();
		const execution = await ask(record.id);
		const { error } = await execution.settled();
		expect(error?.message).toContain('Twilio could not send the message');
		expect(urlsOf(record)).toEqual([]);
	});

	it.each(['PATCH', 'POST'])(
		'stays where the execution is cancelled during a %s',
		async (method) => {
			service.emulator.configure({ actionPolls: 1, actionMs: 5_000 });
			const record = conversation();
			const stop = new AbortController();
			const execution = await n8n.start({
				workflow: workflowOf(record.id, [{}]),
				credentials: credentialsFor(service.emulator),
				startItems: [{ json: {} }],
				signal: stop.signal,
			});
			const isUnderWay = () => service.emulator.journal.some((one) => one.method === method);
			await eventually(`the ${method}`, isUnderWay, { intervalMs: 1 });
			stop.abort();
			expect((await execution.settled()).status).toBe('canceled');
			// With its end, by which the next question knows it.
			expect(urlsOf(record)).toEqual([expect.stringMatching(/questionEnds=\d{10}$/)]);
		},
	);

	it('has no room where 20 others hold the places, and nothing is sent', async () => {
		service.emulator.configure({ callbacks: false });
		const record = conversation();
		const taken = Array.from({ length: 19 }, (_, index) => ({
			url: `https://stranger.example/${index}`,
			method: 'POST' as const,
		}));
		record.overrides = { statusCallbacks: taken };
		await ask(record.id);
		const { error } = await (await ask(record.id, { text: 'One more' })).settled();
		expect(error?.message).toContain(`"${record.id}" already has 20 status callbacks`);
		expect(error?.message).toMatch(/\/node-1 \(a question that waits until 2\d{3}-/);
		expect(record.actions).toHaveLength(1);
	});

	it('may stay when it cannot be taken out: the flow goes on', async () => {
		const record = conversation();
		const execution = await ask(record.id);
		service.emulator.failNext([{ kind: '500', times: 99, match: { method: 'PATCH' } }]);
		await write(record.id, 'yes');
		expect(await outputOf(execution)).toMatchObject([{ outcome: 'replied' }]);
		expect(execution.logged.join()).toContain('The URL of a question is left');
	});
});

describe('with Retry On Fail', () => {
	const POST_ACTION = { method: 'POST', path: /Actions$/ };
	const askWithRetries = async (id: string) => {
		const workflow = workflowOf(id, [{}]);
		const retries = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const execution = await n8n.start({
			workflow: { ...workflow, nodes: workflow.nodes.map((node) => ({ ...node, ...retries })) },
			credentials: credentialsFor(service.emulator),
			startItems: [{ json: { order: 42 } }],
		});
		return { execution, ...(await execution.settled()) };
	};

	it('asks once in all tries of the step: a lost answer is told', async () => {
		const record = conversation();
		service.emulator.failNext([{ kind: 'reset-after', match: POST_ACTION }]);
		const { error } = await askWithRetries(record.id);
		expect(error?.message).toContain('An earlier try may have sent the message');
		expect(record.actions).toHaveLength(1);
		expect(urlsOf(record)).toEqual([]);
	});

	it('asks at the second try what was refused at the first', async () => {
		const record = conversation();
		const answer = { status: 400, body: { code: 400, message: 'No' } };
		service.emulator.failNext([{ kind: 'answer', answer, match: POST_ACTION }]);
		const { execution, error } = await askWithRetries(record.id);
		expect(error).toBeUndefined();
		expect(execution.status).toBe('waiting');
		expect(record.actions).toHaveLength(1);
		expect(urlsOf(record)).toHaveLength(1);
	});
});

describe('before anything is sent', () => {
	const refusals = async (how: Parameters<typeof service.run>[3], more: INodeParameters = {}) => {
		const record = conversation();
		const parameters = {
			...{ conversationId: record.id, from: AGENT, to: { values: [CUSTOMER] } },
			...{ text: 'Reply YES or NO', options: PRIVATE, ...more },
		};
		const { error } = await service.run('action', 'sendMessageAndWait', parameters, how);
		expect(service.emulator.journal.filter(({ method }) => method !== 'GET')).toEqual([]);
		return error;
	};

	it('refuses several items, with the way out', async () => {
		const error = await refusals({ items: [{ json: {} }, { json: {} }] });
		expect(error?.message).toBe("'Send and Wait for Reply' takes one item at a time, and got 2");
		expect(error?.description).toContain('Loop Over Items');
		// With it on, n8n goes on with the first answer, and loses the others.
		expect(error?.description).toContain("'Wait For Sub-Workflow Completion' off");
	});

	it('refuses a URL that Twilio cannot reach', async () => {
		const error = await refusals({}, { options: {} });
		expect(error?.message).toContain('Twilio cannot reach the URL of this step');
	});

	it('refuses a credential without the Auth Token', async () => {
		const { emulator } = service;
		const { accountSid, apiKeySid, apiKeySecret } = emulator;
		const credentials = credentialsFor(emulator, {
			...{ authType: 'apiKey', accountSid, apiKeySid, apiKeySecret, authToken: '' },
		});
		const error = await refusals({ credentials });
		expect(error?.message).toContain('The credential has no Auth Token');
	});

	it('refuses a wrong Auth Token beside an API key', async () => {
		const { emulator } = service;
		const { accountSid, apiKeySid, apiKeySecret } = emulator;
		const credentials = credentialsFor(emulator, {
			...{ authType: 'apiKey', accountSid, apiKeySid, apiKeySecret, authToken: 'wrong' },
		});
		const error = await refusals({ credentials });
		expect(error?.message).toContain("Twilio does not accept the 'Auth Token");
	});

	it('is not offered as a tool', async () => {
		const { description } = (await loadNodeTypes()).getByNameAndVersion(ACTION_NODE);
		const choices = description.properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ options = [] }) => options.filter(isChoice));
		const node = { typeVersion: 1 };
		const shown = (name: string) =>
			choices
				.filter((choice) =>
					NodeHelpers.displayParameter({}, choice, node, { ...description, name }),
				)
				.map(({ value }) => value);
		const asNode = shown('twilioConversations');
		expect(asNode).toContain('sendMessageAndWait');
		expect(shown('twilioConversationsTool')).toEqual(
			asNode.filter((value) => value !== 'sendMessageAndWait'),
		);
	});

	it('refuses to be a tool', async () => {
		const error = await refusals({ type: `${ACTION_NODE}Tool` });
		expect(error?.message).toContain('cannot be a tool');
	});

	it.each([
		['the address', () => AGENT],
		[
			'the participant',
			({ participants: [{ id }] }: ConversationRecord) => ({ participantId: id }),
		],
	])('refuses to ask oneself, by %s', async (_what, to) => {
		const record = conversation();
		const execution = await ask(record.id, { to: { values: [to(record)] } });
		const { error } = await execution.settled();
		expect(error?.message).toContain('so nobody can reply');
		expect(record.actions).toEqual([]);
		expect(urlsOf(record)).toEqual([]);
	});

	it('refuses a conversation that is closed', async () => {
		const record = service.conversation({ status: 'CLOSED' });
		const { error } = await (await ask(record.id)).settled();
		expect(error?.message).toContain('is closed, so nobody can reply');
	});
});
