import type { INodeParameters } from 'n8n-workflow';

import { eventually } from '../support/eventually';
import { useEmulator } from '../support/useEmulator';
import { withoutJitter } from '../support/withoutJitter';

// The times between two looks at Twilio are what takes time here.
jest.mock('n8n-workflow', () =>
	jest
		.requireActual<typeof import('../support/shortWaits')>('../support/shortWaits')
		.withShortWaits(),
);

const service = useEmulator();

withoutJitter();

const AGENT = { channel: 'SMS', address: '+15017122661' } as const;
const CUSTOMER = { channel: 'SMS', address: '+15017122662' } as const;
const WHATSAPP = { channel: 'WHATSAPP', address: 'whatsapp:+15017122662' } as const;
const noWait = { options: { waitForCompletion: false } };

const conversationOfTwo = () =>
	service.conversation({
		participants: [{ addresses: [AGENT] }, { addresses: [CUSTOMER, WHATSAPP] }],
	});
const send = async (id: string, parameters: INodeParameters = {}, how = {}) =>
	await service.run(
		'action',
		'sendMessage',
		{
			conversationId: id,
			from: AGENT,
			to: { values: [CUSTOMER] },
			text: 'On its way',
			...parameters,
		},
		how,
	);
const posts = () => service.emulator.journal.filter(({ method }) => method === 'POST');

describe('Message: Send', () => {
	it('sends, waits until it is sent, and returns the action', async () => {
		const conversation = conversationOfTwo();
		const { json } = await send(conversation.id);
		const [sent] = conversation.communications;
		expect(sent).toMatchObject({ author: AGENT, content: { text: 'On its way' } });
		expect(json).toEqual([
			expect.objectContaining({
				id: conversation.actions[0].id,
				conversationId: conversation.id,
				status: 'COMPLETED',
				related: { messageSid: expect.any(String), communicationId: sent.id },
			}),
		]);
	});

	it('takes all three forms of sender and recipient', async () => {
		const conversation = conversationOfTwo();
		const [agent, customer] = conversation.participants.map(({ id }) => id);
		const { error } = await send(conversation.id, {
			from: { participantId: { __rl: true, mode: 'list', value: agent } },
			to: {
				values: [
					{ participantId: { __rl: true, mode: 'id', value: customer }, channel: 'WHATSAPP' },
					CUSTOMER,
				],
			},
		});
		expect(error).toBeUndefined();
		const [sent] = conversation.communications;
		expect(sent.author).toMatchObject({ ...AGENT, participantId: agent });
		expect(sent.recipients).toMatchObject([
			{ ...WHATSAPP, participantId: customer },
			{ ...CUSTOMER, participantId: customer },
		]);
	});

	it('returns the action at once when told not to wait', async () => {
		const { id, actions } = conversationOfTwo();
		const { json } = await send(id, noWait);
		expect(json).toEqual([expect.objectContaining({ id: actions[0].id, status: 'PENDING' })]);
		expect(service.emulator.journal).toHaveLength(1);
	});

	it("fails with Twilio's reason", async () => {
		service.emulator.configure({
			actionOutcome: 'FAILED',
			actionFailureReason: 'Recipient has opted out',
		});
		const { id, actions } = conversationOfTwo();
		const { error } = await send(id);
		expect(error?.message).toBe('Twilio could not send the message: Recipient has opted out');
		expect(error?.description).toContain(actions[0].id);
		expect(error).toMatchObject({ context: { actionId: actions[0].id, itemIndex: 0 } });
	});

	it('returns that error as an item when the node continues', async () => {
		service.emulator.configure({ actionOutcome: 'FAILED', actionFailureReason: 'Opted out' });
		const { id } = conversationOfTwo();
		const { json } = await send(id, {}, { onError: 'continueRegularOutput' });
		expect(json).toEqual([
			expect.objectContaining({ error: 'Twilio could not send the message: Opted out' }),
		]);
	});

	it.each([
		['it takes longer than the user waits', { actionPolls: null, actionMs: null }, []],
		['it cannot be polled', { actionPolls: 0 }, Array(10).fill({ kind: '500' })],
	] as const)('returns it as PENDING where %s', async (_, switches, faults) => {
		service.emulator.configure(switches);
		const { id, actions } = conversationOfTwo();
		const sending = send(id, { options: { maxWait: 1 } });
		await eventually('a request', () => service.emulator.journal.length > 0, { intervalMs: 0 });
		service.emulator.failNext([...faults]);
		const { json } = await sending;
		// An error would make n8n's Retry on Fail send it again.
		expect(json).toEqual([expect.objectContaining({ id: actions[0].id, status: 'PENDING' })]);
		expect(posts()).toHaveLength(1);
	});

	it.each([
		'reset-after',
		'500-after',
		'truncated',
		'empty',
		'html',
		'502',
		'reset-before',
	] as const)('is never sent twice: %s', async (kind) => {
		const { id, actions } = conversationOfTwo();
		service.emulator.failNext([{ kind }]);
		const { error } = await send(id, noWait);
		expect(posts()).toHaveLength(1);
		expect(actions.length).toBeLessThanOrEqual(1);
		expect(error?.description).toContain('Check in Twilio before you run it again.');
	});

	it('sends the items of one conversation in input order', async () => {
		const first = conversationOfTwo();
		const second = conversationOfTwo();
		service.emulator.configure({ latencyMs: 3 });
		const items = Array.from({ length: 10 }, (_, index) => ({
			json: { id: index % 2 === 0 ? first.id : second.id, text: `message ${index}` },
		}));
		const { json } = await service.run(
			'action',
			'sendMessage',
			{
				conversationId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
				from: AGENT,
				to: { values: [CUSTOMER] },
				text: '={{ $json.text }}',
				...noWait,
			},
			{ items },
		);
		expect(json.map(({ conversationId }) => conversationId)).toEqual(items.map((i) => i.json.id));
		for (const { id } of [first, second]) {
			const texts = posts()
				.filter(({ path }) => path.includes(id))
				.map(({ body }) => JSON.stringify(body).match(/message \d/)?.[0]);
			expect(texts).toEqual([...texts].sort());
			expect(texts).toHaveLength(5);
		}
	});

	it('ends the wait at once when the execution is cancelled', async () => {
		service.emulator.configure({ actionPolls: null, actionMs: null });
		const { id } = conversationOfTwo();
		const stop = new AbortController();
		const sending = send(id, { options: { maxWait: 3600 } }, { signal: stop.signal });
		await eventually('a request', () => service.emulator.journal.length > 0, { intervalMs: 0 });
		stop.abort();
		expect((await sending).status).toBe('canceled');
		expect(posts()).toHaveLength(1);
	});

	it('says that the conversation is closed', async () => {
		const { id } = service.conversation({ status: 'CLOSED' });
		const { error } = await send(id);
		expect(error?.message).toBe(`The conversation "${id}" is closed and cannot be changed`);
	});
});

describe('an address without its channel', () => {
	const to = (...values: INodeParameters[]) => ({ to: { values } });
	const sentBy = () => {
		const [{ body }] = posts();
		return (body as { payload: { from: object; to: object[] } }).payload;
	};

	it.each([
		['whatsapp:+1 501 712 2662', WHATSAPP],
		['rcs:Brand', { channel: 'RCS', address: 'rcs:Brand' }],
	])('has the one that it names, without a further request: %s', async (address, expected) => {
		const { id } = conversationOfTwo();
		await send(id, { ...to({ address }), ...noWait });
		expect(sentBy().to).toEqual([expected]);
		expect(service.requests()).toHaveLength(1);
	});

	it('has the only one among the participants, whose notation is taken', async () => {
		const chat = { channel: 'CHAT', address: 'Ada@example.com' } as const;
		const { id, participants } = service.conversation({
			participants: [
				{ addresses: [AGENT] },
				{ addresses: [CUSTOMER, { channel: 'VOICE', address: CUSTOMER.address }] },
				{ addresses: [chat] },
			],
		});
		const { id: participantId } = participants[0];
		const toJson = [{ address: '+1 (501) 712-2662' }, { address: chat.address.toLowerCase() }];
		const { error } = await send(id, {
			from: { address: '+1 501 712 2661', channel: '' },
			...{ defineUsing: 'json', toJson: JSON.stringify([...toJson, { participantId }]) },
			...noWait,
		});
		expect(error).toBeUndefined();
		expect(sentBy()).toMatchObject({ from: AGENT, to: [CUSTOMER, chat, { participantId }] });
		expect(service.requests()).toEqual([
			`GET /v2/Conversations/${id}/Participants`,
			`POST /v2/Conversations/${id}/Actions`,
		]);
	});

	it.each([
		[
			...(['several', CUSTOMER.address] as const),
			(id: string) =>
				`The address "${CUSTOMER.address}" has several channels in the conversation "${id}": SMS, WHATSAPP`,
		],
		[
			...(['none', '+15017122669'] as const),
			(id: string) =>
				`Nobody in the conversation "${id}" can be reached at the address "+15017122669"`,
		],
	])('is refused before anything is sent where it has %s', async (_, address, message) => {
		const { id } = conversationOfTwo();
		const { error } = await send(id, to({ address }));
		expect(error?.message).toBe(message(id));
		expect(error?.description).toMatch(/^Nothing was sent\. Choose /);
		expect(error).toMatchObject({ context: { conversationId: id, mayHaveRun: false } });
		expect(posts()).toEqual([]);
	});

	it('is refused where the participants cannot be read', async () => {
		const { id } = conversationOfTwo();
		service.emulator.failNext([{ kind: 'answer', answer: { status: 403 } }]);
		const { error } = await send(id, to({ address: CUSTOMER.address }));
		expect(error?.message).toMatch(
			/^Nothing was changed, because the participants could not be read/,
		);
		expect(posts()).toEqual([]);
	});
});

describe('Action: Get', () => {
	it('gets an action as it is', async () => {
		const { id } = conversationOfTwo();
		const { json } = await send(id, noWait);
		const actionId = String(json[0].id);
		const { json: found } = await service.run('action', 'get', { conversationId: id, actionId });
		expect(found).toEqual([expect.objectContaining({ id: actionId, status: 'COMPLETED' })]);
	});
});
