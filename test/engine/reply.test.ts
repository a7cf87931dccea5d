import type { INodeParameters } from 'n8n-workflow';

import type { PlannedFault } from '../../emulator';
import { addCommunication } from '../support/addRecords';
import { eventually } from '../support/eventually';
import { TOOL_NODE } from '../support/nodeNames';
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

const COMPANY = { channel: 'SMS', address: '+15017122661' } as const;
const COMPANY_WHATSAPP = { channel: 'WHATSAPP', address: 'whatsapp:+15017122661' } as const;
const JANE = { channel: 'SMS', address: '+15017122662' } as const;
const JANE_WHATSAPP = { channel: 'WHATSAPP', address: 'whatsapp:+15017122662' } as const;
const JANE_ON_THE_PHONE = { channel: 'VOICE', address: '+15017122662' } as const;
const JOHN = { channel: 'SMS', address: '+15017122663' } as const;

type Conversation = ReturnType<typeof service.conversation>;
type Type = Conversation['participants'][number]['type'];
type Values = NonNullable<Parameters<typeof addCommunication>[2]>;

/** @param types of the customer and of the own side */
const conversationOf = (types: [Type?, Type?] = ['CUSTOMER', 'AGENT']): Conversation =>
	service.conversation({
		participants: [
			{ name: 'Jane', type: types[0], addresses: [JANE, JANE_WHATSAPP, JANE_ON_THE_PHONE] },
			{ name: 'Support', type: types[1], addresses: [COMPANY, COMPANY_WHATSAPP] },
		],
	});

/** @param at of this day, UTC */
const say = (
	to: Conversation,
	at: string,
	author: Values['author'],
	recipients: Values['recipients'],
	values: Values = {},
) => {
	const ownerOf = ({ channel, address }: { channel: string; address: string }) =>
		to.participants.find(({ addresses }) =>
			addresses.some((own) => own.channel === channel && own.address === address),
		)?.id;
	const known = <End extends { channel: string; address: string }>(end: End) => {
		const participantId = ownerOf(end);
		return participantId === undefined ? end : { ...end, participantId };
	};
	return addCommunication(service.emulator, to, {
		author: author && known(author),
		recipients: recipients?.map(known),
		content: { type: 'TEXT', text: `said at ${at}` },
		occurredAt: Date.parse(`2026-11-25T${at}Z`),
		...values,
	});
};

/** The first look at an action is half a second later: only what is about it waits. */
const noWait = { options: { waitForCompletion: false } };
const reply = async ({ id }: { id: string }, parameters: INodeParameters = {}, how = {}) =>
	await service.run(
		'action',
		'reply',
		{ conversationId: id, text: 'On its way', ...noWait, ...parameters },
		how,
	);

const posts = () => service.emulator.journal.filter(({ method }) => method === 'POST');
const payloads = () =>
	posts().map(({ body }) => (body as { payload: { from: object; to: object[] } }).payload);

/** Who wrote to whom in the reply. */
const ends = () => payloads().map(({ from, to }) => ({ from, to }));

const expectNothingSent = (error: { description?: string | null } | undefined) => {
	expect(error?.description).toMatch(/^Nothing was sent\. \S/);
	expect(error).toMatchObject({ context: { mayHaveRun: false, itemIndex: 0 } });
	expect(posts()).toEqual([]);
};

describe('Action: Reply', () => {
	it('turns the last message of the customer round, waits until it is sent, and tells what it answers', async () => {
		const conversation = conversationOf();
		say(conversation, '10:00:00', JANE_WHATSAPP, [COMPANY_WHATSAPP]);
		const last = say(conversation, '10:05:00', JANE, [COMPANY]);
		say(conversation, '10:06:00', COMPANY_WHATSAPP, [JANE_WHATSAPP]);
		const { json } = await reply(conversation, { options: {} });
		expect(payloads()).toEqual([{ from: COMPANY, to: [JANE], content: { text: 'On its way' } }]);
		const [jane, support] = conversation.participants;
		expect(json).toEqual([
			expect.objectContaining({
				id: conversation.actions[0].id,
				conversationId: conversation.id,
				status: 'COMPLETED',
				repliedTo: {
					id: last.id,
					conversationId: conversation.id,
					author: `Jane (customer) ${JANE.address} SMS`,
					authorAddress: JANE.address,
					text: 'said at 10:05:00',
					recipients: [`${COMPANY.address} SMS`],
					participantIds: [jane.id, support.id],
					channelId: null,
					resourceId: null,
					occurredAt: '2026-11-25T10:05:00.000Z',
				},
			}),
		]);
		const path = `/v2/Conversations/${conversation.id}`;
		expect(service.requests()).toEqual([
			...[`GET ${path}`, `GET ${path}/Communications`],
			...[`POST ${path}/Actions`, `GET ${path}/Actions/${conversation.actions[0].id}`],
		]);
	});

	it('goes by when it was said, not by when it was recorded or listed', async () => {
		const conversation = conversationOf();
		say(conversation, '10:00:02', JANE_WHATSAPP, [COMPANY_WHATSAPP]);
		say(conversation, '10:00:01', JANE, [COMPANY]);
		await reply(conversation);
		expect(ends()).toEqual([{ from: COMPANY_WHATSAPP, to: [JANE_WHATSAPP] }]);
	});

	it.each([
		['later', 1, JANE_WHATSAPP],
		['earlier', -1, JANE],
	])('takes what Twilio got %s than another of the same moment', async (_, later, expected) => {
		const conversation = conversationOf();
		const { createdAt } = say(conversation, '10:00:00', JANE, [COMPANY]);
		say(conversation, '10:00:00', JANE_WHATSAPP, [COMPANY_WHATSAPP], {
			createdAt: createdAt + later,
		});
		await reply(conversation);
		expect(ends()).toMatchObject([{ to: [expected] }]);
	});

	it('reads all pages, as lists have no order, and one for a thousand is enough', async () => {
		const conversation = conversationOf();
		const last = say(conversation, '10:00:00', JANE, [COMPANY]);
		for (let index = 0; index < 999; index++) {
			say(conversation, '09:00:00', JANE_WHATSAPP, [COMPANY_WHATSAPP]);
		}
		expect((await reply(conversation)).json).toMatchObject([{ repliedTo: { id: last.id } }]);
		expect(service.requests()).toHaveLength(3);
		service.emulator.journal.length = 0;
		say(conversation, '09:00:00', JANE_WHATSAPP, [COMPANY_WHATSAPP]);
		expect((await reply(conversation)).json).toMatchObject([{ repliedTo: { id: last.id } }]);
		expect(service.requests()).toHaveLength(4);
	});

	it('replies to the message that is chosen, without reading the others', async () => {
		const conversation = conversationOf();
		const { id: communicationId } = say(conversation, '10:00:00', JANE, [COMPANY]);
		say(conversation, '10:01:00', JANE_WHATSAPP, [COMPANY_WHATSAPP]);
		const { json } = await reply(conversation, { communicationId });
		expect(ends()).toEqual([{ from: COMPANY, to: [JANE] }]);
		expect(json).toMatchObject([{ repliedTo: { id: communicationId } }]);
		expect(service.requests()[1]).toMatch(`/Communications/${communicationId}`);
		expect(service.requests()).toHaveLength(3);
	});

	it('needs nothing but the text behind the trigger', async () => {
		const conversation = conversationOf();
		say(conversation, '10:00:00', JANE, [COMPANY]);
		const items = [{ json: { event: 'COMMUNICATION_CREATED', conversationId: conversation.id } }];
		const { json } = await service.run('action', 'reply', { text: 'Hi', ...noWait }, { items });
		expect(json).toMatchObject([{ status: 'PENDING', repliedTo: { authorAddress: JANE.address } }]);
	});

	it('says which field is empty where the step before names no conversation', async () => {
		const { error } = await service.run('action', 'reply', { text: 'Hi' });
		expect(error?.message).toBe("'Conversation' is empty");
		expect(service.requests()).toEqual([]);
	});

	it('is a tool that needs a conversation and a text, and takes a blank for not given', async () => {
		const conversation = conversationOf();
		say(conversation, '10:00:00', JANE, [COMPANY]);
		const { json, error } = await service.run(
			'action',
			'reply',
			{
				conversationId: { __rl: true, mode: 'id', value: "={{ $fromAI('conversation') }}" },
				communicationId: { __rl: true, mode: 'id', value: "={{ $fromAI('message') }}" },
				text: "={{ $fromAI('text') }}",
				...noWait,
			},
			{
				type: TOOL_NODE,
				items: [{ json: { query: { conversation: conversation.id, text: 'Hi', message: '' } } }],
			},
		);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ status: 'PENDING' }]);
		expect(payloads()).toMatchObject([{ content: { text: 'Hi' } }]);
	});

	it('returns the action at once when told not to wait', async () => {
		const conversation = conversationOf();
		say(conversation, '10:00:00', JANE, [COMPANY]);
		const { json } = await reply(conversation);
		expect(json).toMatchObject([{ status: 'PENDING', repliedTo: { authorAddress: JANE.address } }]);
		expect(service.requests()).toHaveLength(3);
	});

	it('is an error with the reason of Twilio when it cannot be sent', async () => {
		service.emulator.configure({ actionOutcome: 'FAILED', actionFailureReason: 'Opted out' });
		const conversation = conversationOf();
		say(conversation, '10:00:00', JANE, [COMPANY]);
		const { error } = await reply(conversation, { options: {} });
		expect(error?.message).toBe('Twilio could not send the message: Opted out');
	});
});

describe('who is the customer', () => {
	it.each([
		['AGENT', 'CUSTOMER'],
		['AI_AGENT', 'CUSTOMER'],
		['HUMAN_AGENT', 'CUSTOMER'],
		['UNKNOWN', 'CUSTOMER'],
		[undefined, 'CUSTOMER'],
		['AGENT', 'UNKNOWN'],
		['HUMAN_AGENT', undefined],
	] as Array<[Type, Type]>)('is never %s, beside %s', async (own, customer) => {
		const conversation = conversationOf([customer, own]);
		say(conversation, '10:00:00', JANE, [COMPANY]);
		say(conversation, '10:01:00', COMPANY_WHATSAPP, [JANE_WHATSAPP]);
		const { error } = await reply(conversation);
		expect(error).toBeUndefined();
		expect(ends()).toEqual([{ from: COMPANY, to: [JANE] }]);
	});

	it('is whoever takes part alone, whatever the type', async () => {
		const conversation = service.conversation({ participants: [{ addresses: [JANE] }] });
		say(conversation, '10:00:00', JANE, [COMPANY]);
		say(conversation, '10:01:00', COMPANY, [JANE]);
		await reply(conversation);
		expect(ends()).toEqual([{ from: COMPANY, to: [JANE] }]);
	});

	it.each([
		['UNKNOWN', 'UNKNOWN'],
		[undefined, undefined],
	] as Array<[Type, Type]>)('is not guessed between %s and %s', async (...types) => {
		const conversation = conversationOf(types);
		const { id: communicationId } = say(conversation, '10:00:00', JANE, [COMPANY]);
		const { error } = await reply(conversation);
		expect(error?.message).toBe(
			`Who is the customer in the conversation "${conversation.id}" is not known`,
		);
		expectNothingSent(error);
		// Whoever chooses the message says so.
		await reply(conversation, { communicationId });
		expect(ends()).toEqual([{ from: COMPANY, to: [JANE] }]);
	});

	it('is looked up among the participants where the conversation does not show them', async () => {
		const conversation = conversationOf();
		say(conversation, '10:00:00', JANE, [COMPANY]);
		const { id, status } = conversation;
		const shown = [{ id: conversation.participants[0].id, addresses: [JANE] }];
		for (const participants of [undefined, [], shown]) {
			service.emulator.journal.length = 0;
			service.emulator.failNext([
				{
					kind: 'answer',
					match: { path: new RegExp(`${id}$`) },
					answer: { status: 200, body: { id, status, participants } },
				},
			]);
			expect((await reply(conversation)).error).toBeUndefined();
			expect(service.requests()[2]).toBe(`GET /v2/Conversations/${id}/Participants`);
			expect(ends()).toEqual([{ from: COMPANY, to: [JANE] }]);
		}
	});

	it('is told from the own side by its agents, where others got the message too', async () => {
		const conversation = conversationOf();
		say(conversation, '10:00:00', JANE, [JOHN, COMPANY, JANE]);
		await reply(conversation);
		expect(ends()).toEqual([{ from: COMPANY, to: [JANE] }]);
	});

	it('replies in a group to the one who wrote, and tells nobody else', async () => {
		const conversation = service.conversation({
			participants: [
				{ type: 'CUSTOMER', addresses: [JANE] },
				{ type: 'CUSTOMER', addresses: [JOHN] },
				{ type: 'AGENT', addresses: [COMPANY] },
			],
		});
		say(conversation, '10:00:00', JANE, [JOHN, COMPANY]);
		say(conversation, '10:01:00', JOHN, [JANE, COMPANY]);
		await reply(conversation);
		expect(ends()).toEqual([{ from: COMPANY, to: [JOHN] }]);
	});
});

describe('there is no reply, and it says why,', () => {
	it('in a closed conversation', async () => {
		const conversation = conversationOf();
		say(conversation, '10:00:00', JANE, [COMPANY]);
		conversation.status = 'CLOSED';
		const { error } = await reply(conversation);
		expect(error?.message).toBe(
			`The conversation "${conversation.id}" is closed and cannot be changed`,
		);
		expect(error?.description).toMatch(/^Nothing was sent\. Closed is final/);
		expect(service.requests()).toHaveLength(1);
	});

	it('in one that is closed at the same moment', async () => {
		const conversation = conversationOf();
		say(conversation, '10:00:00', JANE, [COMPANY]);
		service.emulator.configure({ latencyMs: 20 });
		const replying = reply(conversation);
		await eventually('a look at the messages', () => service.requests().length > 1, {
			intervalMs: 0,
		});
		conversation.status = 'CLOSED';
		const { error } = await replying;
		expect(error?.message).toContain('is closed and cannot be changed');
		expect(conversation.actions).toEqual([]);
	});

	it('where nobody has written', async () => {
		const { id } = conversationOf();
		const { error } = await reply({ id });
		expect(error?.message).toBe(`There is no message to reply to in the conversation "${id}"`);
		expectNothingSent(error);
	});

	it('where only agents have written, and the customer has called', async () => {
		const conversation = conversationOf(['CUSTOMER', 'HUMAN_AGENT']);
		say(conversation, '10:00:00', COMPANY, [JANE]);
		say(conversation, '10:01:00', JANE_ON_THE_PHONE, [COMPANY]);
		say(conversation, '10:02:00', JOHN, [COMPANY]);
		const { error } = await reply(conversation);
		expect(error?.message).toBe(
			`There is no message of a customer to reply to in the conversation "${conversation.id}"`,
		);
		expect(error?.description).toContain(
			'is by +15017122661 (SMS, HUMAN_AGENT), +15017122662 (VOICE, CUSTOMER), +15017122663 (SMS). ',
		);
		expectNothingSent(error);
	});

	it.each([
		['by an agent', COMPANY, /was not written by the customer, but by an agent$/],
		['said in a call', JANE_ON_THE_PHONE, /was said in a call, and there is no reply to it/],
	])('to a message that is %s', async (_, author, message) => {
		const conversation = conversationOf();
		say(conversation, '09:00:00', JANE, [COMPANY]);
		const { id: communicationId } = say(conversation, '10:00:00', author, [JANE]);
		const { error } = await reply(conversation, { communicationId });
		expect(error?.message).toMatch(message);
		expect(error).toMatchObject({ context: { communicationId } });
		expectNothingSent(error);
	});

	it('to a message of another conversation', async () => {
		const [one, other] = [conversationOf(), conversationOf()];
		const { id: communicationId } = say(other, '10:00:00', JANE, [COMPANY]);
		const { error } = await reply(one, { communicationId });
		expect(error?.message).toBe(
			`The communication "${communicationId}" is not in the conversation "${one.id}"`,
		);
		expectNothingSent(error);
	});

	it.each([
		['no address of the own side', [JOHN], /does not say which address of yours it came to$/],
		[
			'an address on another channel',
			[COMPANY_WHATSAPP],
			/does not say which address of yours it came to$/,
		],
		[
			'two addresses of the own side',
			[COMPANY, { ...COMPANY, address: '+15017122669' }],
			/came to several addresses of yours: \+15017122661, \+15017122669$/,
		],
	])('where the message went to %s', async (_, recipients, message) => {
		const conversation = service.conversation({
			participants: [
				{ type: 'CUSTOMER', addresses: [JANE] },
				{ type: 'CUSTOMER', addresses: [JOHN] },
				{
					type: 'AGENT',
					addresses: [COMPANY, COMPANY_WHATSAPP, { ...COMPANY, address: '+15017122669' }],
				},
			],
		});
		say(conversation, '10:00:00', JANE, recipients);
		const { error } = await reply(conversation);
		expect(error?.message).toMatch(message);
		expectNothingSent(error);
	});

	it('where the conversation is not there', async () => {
		const { error } = await reply({ id: 'conv_conversation_gone' });
		expect(error?.message).toBe('The conversation "conv_conversation_gone" was not found');
		expect(service.requests()).toHaveLength(1);
	});
});

/** The requests of a reply in turn. */
const REQUESTS = [
	['the conversation', { method: 'GET', path: /Conversations\/[^/]+$/ }],
	['the messages', { method: 'GET', path: /Communications$/ }],
	['the message itself', { method: 'POST', path: /Actions$/ }],
	['the look at it', { method: 'GET', path: /Actions\/[^/]+$/ }],
] as const;

const refused = { status: 403, body: { code: 20403, message: 'Forbidden' } };
const FAULTS: Record<string, PlannedFault> = {
	'403': { kind: 'answer', answer: refused },
	'500 for ever': { kind: '500', times: 100 },
	'429 that asks for an hour': { kind: '429', retryAfter: 3600 },
	'no answer': { kind: 'reset-after', times: 100 },
	'HTML for ever': { kind: 'html-200', times: 100 },
};

describe.each(REQUESTS)('when %s goes wrong', (what, match) => {
	it.each(Object.entries(FAULTS))(
		'nothing is sent twice, and the error is true: %s',
		async (name, fault) => {
			const conversation = conversationOf();
			say(conversation, '10:00:00', JANE, [COMPANY]);
			service.emulator.failNext([{ ...fault, match }]);
			const { error, json } = await reply(conversation, { options: { maxWait: 1 } });
			expect(conversation.actions.length).toBeLessThanOrEqual(1);
			if (what === 'the look at it') {
				// It was accepted: an error would make n8n's Retry On Fail send it again.
				expect(posts()).toHaveLength(1);
				expect(json).toMatchObject([
					{ status: 'PENDING', repliedTo: { authorAddress: JANE.address } },
				]);
			} else if (what === 'the message itself') {
				expect(posts()).toHaveLength(1);
				const mayHaveRun = !['403', '429 that asks for an hour'].includes(name);
				expect(error).toMatchObject({ context: { mayHaveRun } });
				if (mayHaveRun) expect(error?.description).toContain('Check in Twilio before you run it');
			} else {
				expect(posts()).toEqual([]);
				expect(error?.message).toMatch(/^Nothing was changed, because the \w+ could not be read/);
				expect(error).toMatchObject({ context: { mayHaveRun: false } });
			}
		},
	);
});

it('sends the replies of one conversation in input order, each once', async () => {
	const conversation = conversationOf();
	say(conversation, '10:00:00', JANE, [COMPANY]);
	service.emulator.configure({ latencyMs: 2 });
	const items = ['one', 'two', 'three'].map((text) => ({
		json: { conversationId: conversation.id, text },
	}));
	const { json } = await service.run(
		'action',
		'reply',
		{ text: '={{ $json.text }}', ...noWait },
		{ items },
	);
	expect(json).toHaveLength(3);
	expect(payloads()).toMatchObject(items.map(({ json: { text } }) => ({ content: { text } })));
	// What was sent meanwhile is by an agent, so all of them reply to the customer.
	expect(new Set(ends().map((each) => JSON.stringify(each))).size).toBe(1);
});
