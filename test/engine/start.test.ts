import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { PlannedFault } from '../../emulator';
import { toolOf } from '../support/engine';
import { credentialsFor, useEmulator } from '../support/useEmulator';
import { withoutJitter } from '../support/withoutJitter';

// The times between two looks at Twilio are what takes time here.
jest.mock('n8n-workflow', () =>
	jest
		.requireActual<typeof import('../support/shortWaits')>('../support/shortWaits')
		.withShortWaits(),
);

/** Some of the answers here are nothing that Twilio's document allows. */
const service = useEmulator({ validateResponses: false });

withoutJitter();

const ADA = { channel: 'SMS' as const, address: '+15017122661' };
const OURS = { channel: 'SMS' as const, address: '+18005550100' };
const CUSTOMER = { type: 'CUSTOMER' as const, addresses: [ADA] };
const AGENT = { type: 'AGENT' as const, addresses: [OURS] };
const TEXT = 'Your order is on its way';

let executions = 0;
/** Of another execution than all others. */
const anew = () => `start-${++executions}`;

/** What a user fills in. */
const filled = (configurationId: string, more: INodeParameters = {}): INodeParameters => ({
	configurationId,
	customer: { channel: 'SMS', address: '+1 (501) 712-2661' },
	ourSide: { channel: 'SMS', address: '+1 800 555-0100' },
	text: TEXT,
	...more,
});

const start = async (configurationId: string, more: INodeParameters = {}, how = {}) =>
	await service.run('conversation', 'start', filled(configurationId, more), {
		executionId: anew(),
		...how,
	});

/** Groups by the addresses, as many accounts do. */
const configured = (
	conversationGroupingType:
		| 'GROUP_BY_PROFILE'
		| 'GROUP_BY_PARTICIPANT_ADDRESSES'
		| 'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE' = 'GROUP_BY_PARTICIPANT_ADDRESSES',
) => service.emulator.store.addConfiguration({ conversationGroupingType }).id;

const all = () => [...service.emulator.store.conversations.values()];
/** What Twilio was asked to send, whether it has done so by now or not. */
const sentTexts = () =>
	service.emulator.journal
		.filter(({ path, processed }) => path.endsWith('/Actions') && processed)
		.map(({ body }) => Object(body).payload.content.text);
const noWait = { options: { waitForCompletion: false } };
const addressesOf = (index = 0) =>
	all()[index].participants.flatMap(({ addresses }) => addresses.map(({ address }) => address));

describe('Conversation: Start', () => {
	it('creates the conversation, sends the message, and returns one item', async () => {
		const configurationId = configured();
		const { json, error } = await start(configurationId, {
			customer: { ...ADA, name: 'Ada', profileId: 'mem_profile_1' },
		});
		expect(error).toBeUndefined();
		const [conversation, ...others] = all();
		expect(others).toEqual([]);
		const [ada, ours] = conversation.participants;
		const [sent] = conversation.communications;
		expect(sent).toMatchObject({
			author: { ...OURS, participantId: ours.id },
			recipients: [{ ...ADA, participantId: ada.id }],
			content: { text: TEXT },
		});
		expect(json).toEqual([
			{
				conversation: {
					...{ id: conversation.id, status: 'ACTIVE', configurationId, name: null },
					...{ customerAddress: ADA.address, metadata: {} },
					...{ createdAt: expect.any(String), updatedAt: expect.any(String) },
				},
				created: true,
				participants: [
					expect.objectContaining({ id: ada.id, name: 'Ada', type: 'CUSTOMER' }),
					expect.objectContaining({
						id: ours.id,
						type: 'AGENT',
						addresses: [`${OURS.address} SMS`],
					}),
				],
				message: expect.objectContaining({
					status: 'COMPLETED',
					related: expect.objectContaining({ communicationId: sent.id }),
				}),
			},
		]);
		expect(service.requests()).toHaveLength(3);
	});

	it('returns the records as Twilio has them when they are not simplified', async () => {
		const { json } = await start(configured(), { simplify: false, ...noWait });
		const [{ conversation, participants }] = json as IDataObject[] as Array<
			Record<string, IDataObject & IDataObject[]>
		>;
		expect(conversation.configuration).toBeDefined();
		expect(conversation.participants).toEqual(participants);
		expect(participants[0].addresses).toEqual([expect.objectContaining(ADA)]);
	});

	it('does not wait when told so', async () => {
		service.emulator.configure({ actionPolls: 3 });
		const { json } = await start(configured(), { options: { waitForCompletion: false } });
		expect(json[0].message).toMatchObject({ status: 'PENDING' });
		expect(service.requests()).toHaveLength(2);
	});

	it.each([
		'GROUP_BY_PROFILE',
		'GROUP_BY_PARTICIPANT_ADDRESSES',
		'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE',
	] as const)('goes on with the open conversation, grouped by %s', async (grouping) => {
		const configurationId = configured(grouping);
		const first = await start(configurationId, noWait);
		const { json, error } = await start(configurationId, noWait);
		expect(error).toBeUndefined();
		expect(all()).toHaveLength(1);
		expect([first.json[0].created, json[0].created]).toEqual([true, false]);
		expect(json[0].participants).toEqual(first.json[0].participants);
		// Another execution says it once more: somebody wanted that.
		expect(sentTexts()).toEqual([TEXT, TEXT]);
		expect(service.requests().slice(2)).toHaveLength(3);
	});

	it('adds who is missing, and leaves who is there as it is', async () => {
		const configurationId = configured('GROUP_BY_PROFILE');
		const person = { ...CUSTOMER, name: 'Known by another name' };
		const other = {
			type: 'HUMAN_AGENT' as const,
			addresses: [{ channel: 'CHAT' as const, address: 'eve' }],
		};
		const { id } = service.conversation({ configurationId, participants: [other, person] });
		const { json } = await start(configurationId, {
			...noWait,
			customer: { ...ADA, name: 'Ada' },
			ourSide: { ...OURS, type: 'AI_AGENT', name: 'Bot' },
		});
		expect(json[0]).toMatchObject({
			conversation: { id },
			created: false,
			participants: [
				{ name: 'Known by another name', type: 'CUSTOMER' },
				{ name: 'Bot', type: 'AI_AGENT' },
				{ type: 'HUMAN_AGENT' },
			],
		});
		expect(all()[0].participants).toHaveLength(3);
		expect(service.requests().filter((request) => request.startsWith('P'))).toEqual([
			'POST /v2/Conversations',
			`POST /v2/Conversations/${id}/Participants`,
			`POST /v2/Conversations/${id}/Actions`,
		]);
	});

	it('takes the same number on another channel, and with another type, for the same person', async () => {
		const configurationId = configured();
		const { id } = service.conversation({
			configurationId,
			participants: [
				{
					type: 'UNKNOWN',
					addresses: [{ channel: 'WHATSAPP', address: `whatsapp:${ADA.address}` }],
				},
				AGENT,
			],
		});
		const { json } = await start(configurationId, noWait);
		expect(json[0]).toMatchObject({
			conversation: { id },
			participants: [{ type: 'UNKNOWN' }, {}],
		});
		expect(all()[0].participants).toHaveLength(2);
	});

	it('begins a new one where the old one is closed, also if Twilio still refuses at first', async () => {
		const configurationId = configured();
		const { id } = service.conversation({
			...{ configurationId, status: 'CLOSED', participants: [CUSTOMER, AGENT] },
		});
		service.emulator.failNext([
			{
				kind: 'answer',
				match: { method: 'POST' },
				answer: { status: 409, headers: { 'X-Conflicting-Resource-Id': id } },
			},
		]);
		const { json } = await start(configurationId, noWait);
		expect(json[0].created).toBe(true);
		expect(all().map(({ actions }) => actions.length)).toEqual([0, 1]);
	});

	it('asks who takes part where the record does not say', async () => {
		const configurationId = configured();
		const { id } = service.conversation({ configurationId, participants: [CUSTOMER, AGENT] });
		service.emulator.failNext([
			{
				kind: 'answer',
				match: { method: 'GET' },
				answer: { status: 200, body: { id, status: 'ACTIVE' } },
			},
		]);
		const { json } = await start(configurationId, noWait);
		expect(json[0].participants).toHaveLength(2);
		expect(service.requests()).toContain(`GET /v2/Conversations/${id}/Participants`);
		expect(all()[0].participants).toHaveLength(2);
	});

	it('sends a template with its variables, and media, without a text', async () => {
		const { json } = await start(configured(), {
			...noWait,
			text: '',
			defineUsing: 'json',
			additionalFields: {
				contentId: 'HX1',
				variablesJson: '{ "1": "Ada" }',
				mediaUrls: 'https://example.com/a.png',
			},
		});
		expect(json).toHaveLength(1);
		const { body } = service.emulator.journal.filter(({ method }) => method === 'POST')[1];
		expect(body).toMatchObject({
			payload: { content: { contentId: 'HX1', variables: { '1': 'Ada' } } },
		});
	});

	it('writes to each of a list, and to the same one in input order', async () => {
		const configurationId = configured();
		service.emulator.configure({ latencyMs: 3 });
		// A message that has to wait is not overtaken by the next one to the same customer.
		service.emulator.failNext([
			{ kind: '429', match: { method: 'POST', path: /Actions$/ }, skip: 3 },
		]);
		const items = Array.from({ length: 12 }, (_, index) => ({
			json: { address: `+1501712266${index % 3}`, text: `message ${10 + index}` },
		}));
		const { json } = await start(
			configurationId,
			{
				customer: { channel: 'SMS', address: '={{ $json.address }}' },
				text: '={{ $json.text }}',
				...noWait,
			},
			{ items },
		);
		expect(json.map(({ created }) => created)).toEqual(items.map((_, index) => index < 3));
		expect(all()).toHaveLength(3);
		const texts = sentTexts();
		for (const first of [0, 1, 2]) {
			const own = [0, 1, 2, 3].map((round) => `message ${10 + first + 3 * round}`);
			expect(texts.filter((text) => own.includes(text))).toEqual(own);
		}
	});
});

/** So often is tried what may be repeated. */
const TRIES = 8;

/** Everything that may become of one request. */
const answer = (status: number, body: object = { code: status, message: 'No' }): PlannedFault => ({
	kind: 'answer',
	answer: { status, body },
});
const FAULTS: Record<string, PlannedFault> = {
	400: answer(400),
	404: answer(404),
	409: answer(409),
	'429 that asks for an hour': { kind: '429', retryAfter: 3600 },
	500: { kind: '500' },
	'500 after the work': { kind: '500-after' },
	'an answer lost before the work': { kind: 'reset-before' },
	'an answer lost after the work': { kind: 'reset-after' },
	'an answer cut off': { kind: 'truncated' },
};

/** Each request that a start makes of a conversation in which our side is missing, and of a new one. */
const NEW = ['POST /v2/Conversations', 'POST Actions', 'GET Actions'];
const KNOWN = [
	...['POST /v2/Conversations', 'GET /v2/Conversations', 'POST Participants'],
	...['POST Actions', 'GET Actions'],
];
const matches: Record<string, PlannedFault['match']> = {
	'POST /v2/Conversations': { method: 'POST', path: /Conversations$/ },
	'GET /v2/Conversations': { method: 'GET', path: /Conversations\/[^/]+$/ },
	'POST Participants': { method: 'POST', path: /Participants$/ },
	'POST Actions': { method: 'POST', path: /Actions$/ },
	'GET Actions': { method: 'GET', path: /Actions\/[^/]+$/ },
};
const rows = [
	...NEW.map((request) => ['a new conversation', request] as const),
	...KNOWN.map((request) => ['one that lacks our side', request] as const),
].flatMap(([which, request]) =>
	Object.keys(FAULTS)
		// The look at the message takes its time, and what it comes to is tested with Send Message.
		.filter((fault) => request !== 'GET Actions' || fault === '400')
		.map((fault) => [which, request, fault] as const),
);

/** Nothing of what an error must not say when a conversation is there. */
const FALSE_WORDS = /nothing was (sent|done|created|changed)/i;

describe('a fault in every position', () => {
	it.each(rows)('%s, %s: %s', async (which, request, name) => {
		const isNew = which === 'a new conversation';
		const configurationId = configured(isNew ? undefined : 'GROUP_BY_PROFILE');
		if (!isNew) service.conversation({ configurationId, participants: [CUSTOMER] });
		const isRepeated = request.startsWith('GET') && /500|lost|cut/.test(name);
		const times = isRepeated ? TRIES : 1;
		service.emulator.failNext([{ ...FAULTS[name], match: matches[request], times }]);
		const executionId = anew();
		const how = request === 'GET Actions' ? { options: { maxWait: 1 } } : noWait;
		const { json, error } = await start(configurationId, how, { executionId });
		const [conversation] = all();
		const sent = conversation?.actions.length ?? 0;

		if (error === undefined) {
			// The look at the message went wrong, or a participant was added although the answer was lost.
			expect(json).toHaveLength(1);
			expect(sent).toBe(1);
		} else if (request.endsWith('Participants') || request === 'POST Actions') {
			const words = isNew ? 'was created' : 'already existed';
			expect(error.message.startsWith(`The conversation "${conversation.id}" ${words}`)).toBe(true);
			expect(`${error.message} ${error.description}`).not.toMatch(FALSE_WORDS);
			const facts = { conversationId: conversation.id, created: isNew };
			expect(error).toMatchObject({ httpCode: null, context: facts });
			const isDoubtful = request === 'POST Actions' && /500|lost|cut/.test(name);
			expect(error).toMatchObject({ context: { mayHaveRun: isDoubtful } });
			if (request === 'POST Actions' && !isNew) {
				const [, ours] = conversation.participants;
				expect(error.message).toContain(`and "${ours.id}" was added to it`);
				expect(error).toMatchObject({ context: { addedParticipantIds: ours.id } });
			}
			expect(error.description).toContain(
				isDoubtful ? 'It was not sent again.' : 'No message was sent.',
			);
		} else {
			expect(sent).toBe(0);
		}
		expect(sent).toBeLessThanOrEqual(1);

		// The next try of the same execution goes on, and never sends twice.
		const again = await start(configurationId, noWait, { executionId });
		expect(all()).toHaveLength(1);
		expect(new Set(addressesOf())).toEqual(new Set([ADA.address, OURS.address]));
		expect(addressesOf()).toHaveLength(2);
		if (request === 'POST Actions' && error?.context.mayHaveRun === true) {
			expect(again.error?.message).toBe(
				`An earlier try may have sent the message in the conversation "${conversation.id}", so it was not sent again`,
			);
			expect(again.error).toMatchObject({ context: { mayHaveRun: true } });
			expect(all()[0].actions).toHaveLength(sent);
		} else {
			expect(again.error).toBeUndefined();
			expect(sentTexts()).toEqual([TEXT]);
		}
	});

	it('says that the conversation was closed before the message came, and begins a new one then', async () => {
		const configurationId = configured();
		const { id } = service.conversation({ configurationId, participants: [CUSTOMER, AGENT] });
		service.emulator.configure({ latencyMs: 0 });
		const executionId = anew();
		// Closed right after it was read.
		service.emulator.failNext([{ ...answer(400), match: matches['POST Actions'] }]);
		const running = start(configurationId, noWait, { executionId });
		const conversation = all()[0];
		Object.defineProperty(conversation, 'status', {
			configurable: true,
			get: () =>
				service.requests().some((request) => request.endsWith('Actions')) ? 'CLOSED' : 'ACTIVE',
			set: () => undefined,
		});
		const { error } = await running;
		expect(error?.message).toBe(
			`The conversation "${id}" already existed, but the message was not sent: The conversation "${id}" is closed and cannot be changed`,
		);
		service.emulator.store.unindex(conversation);
		const { json } = await start(configurationId, noWait, { executionId });
		expect(json[0]).toMatchObject({ created: true });
		expect(sentTexts()).toEqual([TEXT]);
	});

	it('says why Twilio could not send the message, and sends it anew when tried again', async () => {
		const configurationId = configured();
		const executionId = anew();
		service.emulator.configure({ actionOutcome: 'FAILED', actionFailureReason: 'Opted out.' });
		const { error } = await start(configurationId, {}, { executionId });
		const [{ id, actions }] = all();
		expect(error?.message).toBe(
			`The conversation "${id}" was created, but the message was not sent: Twilio could not send the message: Opted out`,
		);
		expect(error).toMatchObject({
			context: { conversationId: id, actionId: actions[0].id, mayHaveRun: false },
		});
		service.emulator.configure({ actionOutcome: 'COMPLETED' });
		const { json } = await start(configurationId, noWait, { executionId });
		expect(json[0]).toMatchObject({ conversation: { id }, created: true });
		expect(sentTexts()).toEqual([TEXT, TEXT]);
	});

	it.each([
		['customer', "'Customer > Address' is empty"],
		['ourSide', "'Our Side > Our Address' is empty"],
	])(
		'asks for the address that was left empty, which cannot be removed: %s',
		async (side, said) => {
			const { error } = await start(configured(), { [side]: { channel: 'SMS', address: '' } });
			expect(error?.message).toBe(said);
			expect(error?.description).toBe('Nothing was sent. Enter the address, e.g. +15017122661.');
		},
	);

	it('names whom the address belongs to', async () => {
		const configurationId = configured('GROUP_BY_PROFILE');
		service.conversation({ configurationId, participants: [CUSTOMER] });
		const owner = 'conv_conversation_elsewhere';
		service.emulator.failNext([
			{
				kind: 'answer',
				match: matches['POST Participants'],
				answer: { status: 409, headers: { 'X-Conflicting-Resource-Id': owner } },
			},
		]);
		const { error } = await start(configurationId, noWait);
		expect(error?.message).toBe(
			`The conversation "${all()[0].id}" already existed, but your own side could not be added: An address of this participant already belongs to the conversation "${owner}"`,
		);
	});

	it.each([
		['its answer is lost', { kind: 'reset-after' }],
		['another execution was faster', { ...answer(409), kind: 'answer-after' }],
	] as Array<[string, PlannedFault]>)('goes on with a participant where %s', async (_, fault) => {
		const configurationId = configured('GROUP_BY_PROFILE');
		service.conversation({ configurationId, participants: [CUSTOMER] });
		service.emulator.failNext([{ ...fault, match: matches['POST Participants'] }]);
		const { json, error } = await start(configurationId, noWait);
		expect(error).toBeUndefined();
		expect(json[0].participants).toHaveLength(2);
		expect(addressesOf()).toEqual([ADA.address, OURS.address]);
		expect(sentTexts()).toEqual([TEXT]);
	});

	it('is an item with all of it when the node continues', async () => {
		service.emulator.failNext([{ ...answer(400), match: matches['POST Actions'] }]);
		const { json } = await start(configured(), {}, { onError: 'continueRegularOutput' });
		expect(json).toEqual([
			{
				error: expect.stringMatching(/^The conversation ".*" was created, but the message was not/),
				details: expect.objectContaining({ conversationId: all()[0].id, mayHaveRun: false }),
			},
		]);
	});
});

describe('tries of one step', () => {
	const retried = { settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } };

	it("by n8n's Retry On Fail send nothing twice, whatever became of the other items", async () => {
		const configurationId = configured();
		const addresses = ['+15017122661', '+15017122662', '+15017122663'];
		service.emulator.failNext([{ ...answer(400), match: matches['POST Actions'], skip: 2 }]);
		const { json, error } = await start(
			configurationId,
			{
				customer: { channel: 'SMS', address: '={{ $json.address }}' },
				options: { maxRequests: 1, waitForCompletion: false },
			},
			{ ...retried, items: addresses.map((address) => ({ json: { address } })) },
		);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(3);
		expect(json.every(({ created }) => created === true)).toBe(true);
		expect(all().map(({ actions }) => actions.length)).toEqual([1, 1, 1]);
	});

	it("by n8n's Retry On Fail do not send what may have been sent", async () => {
		service.emulator.failNext([{ kind: 'reset-after', match: matches['POST Actions'] }]);
		const { error } = await start(configured(), noWait, retried);
		expect(error?.message).toContain('so it was not sent again');
		expect(sentTexts()).toEqual([TEXT]);
	});

	it('by a model send it once, and another message of it as well', async () => {
		const configurationId = configured();
		const call = await toolOf({
			parameters: {
				...{ resource: 'conversation', operation: 'start' },
				...filled(configurationId, {
					customer: {
						channel: 'SMS',
						address: "={{ $fromAI('address') }}",
						name: "={{ $fromAI('name') }}",
					},
					text: "={{ $fromAI('text') }}",
					...noWait,
				}),
			},
			credentials: credentialsFor(service.emulator),
			executionId: anew(),
		});
		const to = { address: '+1 501 712 2661', name: '' };
		const first = await call({ ...to, text: 'Hello' });
		expect(first).toContain('"created":true');
		const [{ message }] = JSON.parse(first);
		expect(JSON.parse(await call({ ...to, text: 'Hello' }))).toMatchObject([
			{ created: true, message: { id: message.id } },
		]);
		expect(await call({ ...to, text: 'Are you there?' })).toContain('"created":false');
		expect(sentTexts()).toEqual(['Hello', 'Are you there?']);
		await expect(call({ ...to, address: '', text: 'Hello' })).rejects.toThrow(
			"'Customer > Address' is empty",
		);
	});
});
