import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { PlannedFault } from '../../emulator';
import { addCommunication } from '../support/addRecords';
import { toolOf } from '../support/engine';
import { credentialsFor, useEmulator } from '../support/useEmulator';
import { withoutJitter } from '../support/withoutJitter';

/** Some of the answers here are nothing that Twilio's document allows. */
const service = useEmulator({ validateResponses: false });

withoutJitter();

const OURS = { channel: 'SMS', address: '+18005550100' } as const;
const CUSTOMERS = ['+15017122661', '+15017122662', '+15017122663'];

type Conversation = ReturnType<typeof service.conversation>;
type Emulator = (typeof service)['emulator'];

/** An operation whose request Twilio has no key for. */
interface Write {
	readonly name: [resource: string, operation: string];
	/** What is entered besides the conversation; `$json` has `address`. */
	readonly parameters: INodeParameters;
	/** The request that must not be made twice. */
	readonly path: RegExp;
	/** How many of them Twilio has carried out. */
	readonly count: (emulator: Emulator) => number;
	/** The error where it is not known whether it was made; undefined where Twilio knows it again. */
	readonly unknown?: RegExp;
}

const conversations = ({ store }: Emulator) => [...store.conversations.values()];
const noWait = { options: { waitForCompletion: false } };
const actions = (emulator: Emulator) =>
	conversations(emulator).reduce((sum, one) => sum + one.actions.length, 0);
const maybeSent =
	/^An earlier try may have sent the message in the conversation ".+", so it was not sent again$/;

/** Another at each try. */
const CHANGING = '={{ "Hello, it is " + $now.toMillis() }}';

const WRITES: Write[] = [
	{
		name: ['action', 'sendMessage'],
		parameters: {
			...{ from: OURS, text: CHANGING, ...noWait },
			to: { values: [{ channel: 'SMS', address: '={{ $json.address }}' }] },
		},
		path: /Actions$/,
		count: actions,
		unknown: maybeSent,
	},
	{
		name: ['action', 'reply'],
		parameters: { text: CHANGING, ...noWait },
		path: /Actions$/,
		count: actions,
		unknown: maybeSent,
	},
	{
		name: ['conversation', 'start'],
		parameters: {
			...{ ourSide: OURS, text: CHANGING, ...noWait },
			customer: { channel: 'SMS', address: '={{ $json.address }}' },
		},
		path: /Actions$/,
		count: actions,
		unknown: maybeSent,
	},
	{
		name: ['communication', 'create'],
		parameters: {
			...{ author: OURS, text: CHANGING },
			recipients: { values: [{ channel: 'SMS', address: '={{ $json.address }}' }] },
		},
		path: /Communications$/,
		count: (emulator) =>
			conversations(emulator).reduce((sum, one) => sum + one.communications.length - 1, 0),
		unknown:
			/^An earlier try may have recorded the communication in the conversation ".+", so it was not recorded again$/,
	},
	{
		name: ['participant', 'create'],
		parameters: { addresses: { values: [{ channel: 'CHAT', address: '={{ $json.address }}' }] } },
		path: /Participants$/,
		count: (emulator) =>
			conversations(emulator).reduce((sum, one) => sum + one.participants.length - 2, 0),
	},
	{
		name: ['conversation', 'create'],
		parameters: { additionalFields: { name: CHANGING } },
		path: /Conversations$/,
		count: (emulator) => conversations(emulator).length - CUSTOMERS.length,
		unknown: /^An earlier try may have created the conversation, so it was not created again$/,
	},
];

/** One conversation for each customer, in which the customer has written. */
const stock = (): Conversation[] => {
	const configurationId = service.emulator.store.addConfiguration().id;
	return CUSTOMERS.map((address) => {
		const end = { channel: 'SMS', address } as const;
		const conversation = service.conversation({
			configurationId,
			participants: [
				{ type: 'CUSTOMER', addresses: [end] },
				{ type: 'AGENT', addresses: [{ channel: 'CHAT', address: `agent of ${address}` }] },
			],
		});
		addCommunication(service.emulator, conversation, { author: end, recipients: [OURS] });
		return conversation;
	});
};

const run = async (write: Write, known: Conversation[], how: object = {}) => {
	const [resource, operation] = write.name;
	const { configurationId } = known[0];
	const items = known.map(({ id }, index) => ({ json: { id, address: CUSTOMERS[index] } }));
	const which =
		resource === 'conversation' ? { configurationId } : { conversationId: '={{ $json.id }}' };
	return await service.run(
		resource,
		operation,
		{ ...which, ...write.parameters },
		{ settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 }, items, ...how },
	);
};

const fault = (write: Write, values: Omit<PlannedFault, 'match'>) =>
	({ ...values, match: { method: 'POST', path: write.path } }) as PlannedFault;
const refusal = { kind: 'answer', answer: { status: 400, body: { code: 400, message: 'No' } } };

describe.each(WRITES.map((write) => [write.name.join(' '), write] as const))('%s', (_, write) => {
	const options = { ...Object(write.parameters.options), maxRequests: 1 };
	const oneByOne = { ...write, parameters: { ...write.parameters, options } };

	it.each([
		['the last item was refused', 2, undefined],
		['the first item was refused, and what was queued behind it was dropped', 0, undefined],
		['it continues, and the first item was refused', 0, 'continueRegularOutput'],
	] as const)('is done once for each item, though %s', async (_case, skip, onError) => {
		const known = stock();
		service.emulator.failNext([fault(write, { ...refusal, skip } as PlannedFault)]);
		const { json, error } = await run(oneByOne, known, { onError });
		expect(error).toBeUndefined();
		expect(json).toHaveLength(3);
		expect(json.filter((record) => 'error' in record)).toEqual([]);
		expect(write.count(service.emulator)).toBe(3);
		if (write.name[1] === 'reply') {
			expect(json.map(({ repliedTo }) => (repliedTo as IDataObject).authorAddress)).toEqual(
				CUSTOMERS,
			);
		}
		if (write.name[0] === 'conversation') {
			expect(json.every(({ created }) => created === true)).toBe(true);
		}
	});

	it.each(['reset-after', '502', 'truncated'] as const)('is never done twice: %s', async (kind) => {
		const known = stock().slice(0, 1);
		service.emulator.failNext([fault(write, { kind })]);
		const { error } = await run(write, known);
		const isDone = kind !== '502' || write.unknown === undefined;
		expect(write.count(service.emulator)).toBe(isDone ? 1 : 0);
		if (write.unknown !== undefined) {
			expect(error?.message).toMatch(write.unknown);
			expect(error?.description).toMatch(/^It was not \w+ again\. Look /);
			expect(error).toMatchObject({ context: { mayHaveRun: true } });
		}
	});

	it('says so where what an earlier try has made cannot be read', async () => {
		const known = stock();
		service.emulator.failNext([
			fault(write, { ...refusal, skip: 2 } as PlannedFault),
			{
				kind: 'answer',
				answer: { status: 403 },
				match: { method: 'GET', path: new RegExp(`${write.path.source.slice(0, -1)}/[^/]+$`) },
			},
		]);
		const { error } = await run(oneByOne, known);
		expect(error?.message).toMatch(
			/^An earlier try \w+ the .+, but what became of it could not be read: /,
		);
		expect(error?.description).toMatch(/^It was not \w+ again\. Look at it in Twilio\./);
		expect(write.count(service.emulator)).toBeLessThanOrEqual(3);
	});
});

it('sends again what Twilio could not send', async () => {
	service.emulator.configure({ actionOutcome: 'FAILED', actionFailureReason: 'Opted out' });
	const [send] = WRITES;
	const waiting = { ...send, parameters: { ...send.parameters, options: {} } };
	const { error } = await run(waiting, stock().slice(0, 1));
	expect(error?.message).toBe('Twilio could not send the message: Opted out');
	expect(actions(service.emulator)).toBe(2);
});

describe('a model that calls again', () => {
	const callsOf = async (operation: string, parameters: INodeParameters, executionId: string) =>
		await toolOf({
			parameters: { resource: 'action', operation, ...parameters, ...noWait },
			credentials: credentialsFor(service.emulator),
			executionId,
		});

	it.each([
		['sendMessage', { from: OURS, to: { values: [{ channel: 'SMS', address: CUSTOMERS[0] }] } }],
		['reply', {}],
	])('has the same message sent once, and another one as well: %s', async (operation, fields) => {
		const [{ id: conversationId }] = stock();
		const text = "={{ $fromAI('text') }}";
		const call = await callsOf(
			operation,
			{ conversationId, ...fields, text },
			`tries ${operation}`,
		);
		const [first] = JSON.parse(await call({ text: 'Hello' }));
		expect(JSON.parse(await call({ text: 'Hello' }))).toMatchObject([{ id: first.id }]);
		await call({ text: 'Are you there?' });
		await call({ text: 'Hello' });
		expect(actions(service.emulator)).toBe(3);
	});

	it('is told when it is not known whether the message was sent', async () => {
		const [{ id: conversationId }] = stock();
		const fields = { from: OURS, to: { values: [{ channel: 'SMS', address: CUSTOMERS[0] }] } };
		const call = await callsOf(
			'sendMessage',
			{ conversationId, ...fields, text: 'Hi' },
			'tries lost',
		);
		service.emulator.failNext([fault(WRITES[0], { kind: 'reset-after' })]);
		await expect(call({})).rejects.toThrow('was lost before an answer came');
		await expect(call({})).rejects.toThrow('An earlier try may have sent the message');
		expect(actions(service.emulator)).toBe(1);
	});
});
