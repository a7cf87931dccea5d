import type { INodeParameters } from 'n8n-workflow';

import type { FaultKind } from '../../emulator';
import { addCommunication } from '../support/addRecords';
import { asToolCall } from '../support/toolCall';
import { eventually } from '../support/eventually';
import { useEmulator } from '../support/useEmulator';
import { withoutJitter } from '../support/withoutJitter';

const service = useEmulator();
const DAY = 24 * 60 * 60 * 1000;

withoutJitter();

type Values = Parameters<typeof service.conversation>[0];
type ParticipantType = 'CUSTOMER' | 'HUMAN_AGENT' | 'UNKNOWN';

const CUSTOMER = '+15017122661';
const OWN = '+18005550100';
const someone = (address: string, others: { type?: ParticipantType; profileId?: string } = {}) => ({
	addresses: [{ channel: 'SMS' as const, address }],
	type: 'CUSTOMER' as ParticipantType,
	...others,
});
const agent = someone(OWN, { type: 'HUMAN_AGENT' });

/** Adds conversations that the filters tell apart. @returns their names by ID */
function stock(): Record<string, string> {
	const ago = (days: number) => service.emulator.clock.now() - days * DAY;
	const all: Record<string, Values> = {
		'by text': { participants: [someone(CUSTOMER), agent], createdAt: ago(3), updatedAt: ago(1) },
		'on WhatsApp': {
			participants: [
				agent,
				{
					addresses: [{ channel: 'WHATSAPP', address: `whatsapp:${CUSTOMER}` }],
					profileId: 'mem_profile_1',
				},
			],
			createdAt: ago(30),
			updatedAt: ago(20),
			metadata: { tier: 'gold', 'order.id': '1' },
		},
		'of somebody else': {
			participants: [someone('+15017122662', { profileId: 'mem_profile_2' }), agent],
			createdAt: ago(40),
			updatedAt: ago(40),
			metadata: { tier: 'silver', keep: 'True' },
		},
		'VIP, nobody in it': { createdAt: ago(50), updatedAt: ago(50), metadata: { keep: 'false' } },
	};
	return Object.fromEntries(
		Object.entries(all).map(([name, values]) => [
			service.conversation({ name, ...values }).id,
			name,
		]),
	);
}

const entries = (...values: INodeParameters[]) => ({ values });
const is = (key: string, value: string) => entries({ key, condition: 'equals', value });
const any = (key: string) => entries({ key, condition: 'exists', value: '' });

/** Filters, and the names of the conversations that they have to find. */
const FILTERS: Array<[INodeParameters, string[]]> = [
	[{ participantAddress: '+1 (501) 712-2661' }, ['by text', 'on WhatsApp']],
	[{ participantAddress: ' whatsapp:+1-501-712-2661\n' }, ['by text', 'on WhatsApp']],
	[{ participantAddress: '＋１ ５０１ ７１２-２６６１' }, ['by text', 'on WhatsApp']],
	[{ participantAddress: 'tel:+١٥٠١٧١٢٢٦٦١' }, ['by text', 'on WhatsApp']],
	[{ participantAddress: '+15017122669' }, []],
	[{ participantProfileId: 'mem_profile_1\n' }, ['on WhatsApp']],
	[{ participantAddress: CUSTOMER, participantProfileId: 'mem_profile_2' }, []],
	[{ metadata: is('tier', 'gold') }, ['on WhatsApp']],
	[{ metadata: is('tier', 'Gold') }, []],
	[{ metadata: any('tier') }, ['of somebody else', 'on WhatsApp']],
	[{ metadata: entries(...any('tier').values, ...is('order.id', '1').values) }, ['on WhatsApp']],
	[{ excludeMetadata: is('keep', 'true') }, ['VIP, nobody in it', 'by text', 'on WhatsApp']],
	[{ excludeMetadata: entries(...any('keep').values, ...is('tier', 'gold').values) }, ['by text']],
	[{ excludeMetadata: is('Keep', ' "TRUE"\n') }, ['VIP, nobody in it', 'by text', 'on WhatsApp']],
	[{ nameContains: 'By text\r\n' }, ['by text']],
	[{ nameDoesNotContain: 'vip' }, ['by text', 'of somebody else', 'on WhatsApp']],
	[{ nameDoesNotContain: 'VIP* ' }, ['by text', 'of somebody else', 'on WhatsApp']],
	[{ nameDoesNotContain: ' "VIP"\n' }, ['by text', 'of somebody else', 'on WhatsApp']],
	[{ nameDoesNotContain: 'Ｖ\u200bIP,\t nobody' }, ['by text', 'of somebody else', 'on WhatsApp']],
	[{ createdAfter: '31 days ago' }, ['by text', 'on WhatsApp']],
	[{ createdBefore: '31 days ago' }, ['VIP, nobody in it', 'of somebody else']],
	[
		{ createdAfter: '45 Days ago', createdBefore: '1 week ago' },
		['of somebody else', 'on WhatsApp'],
	],
	[{ updatedAfter: '48 hours ago' }, ['by text']],
	[{ updatedBefore: ' 25 days ago\n' }, ['VIP, nobody in it', 'of somebody else']],
];

const AGED = { createdBefore: '1 hour ago' };
const lists = (omits: boolean | string[]) => service.emulator.configure({ listOmitsFields: omits });
const OMITTED = [...['participants', 'metadata', 'name', 'createdAt', 'updatedAt']];

describe.each([
	['with whole records', false],
	['with records that lack what is asked for', OMITTED],
] as const)('the filters of conversations, %s', (_, omits) => {
	it.each(FILTERS)('find the same in Get Many and in Clean Up: %j', async (filters, expected) => {
		const names = stock();
		lists(omits === false ? false : [...omits]);
		const many = await service.run('conversation', 'getAll', { returnAll: true, filters });
		expect(many.error).toBeUndefined();
		expect(many.json.map(({ id }) => names[String(id)]).sort()).toEqual(expected);
		const { json, error } = await service.run('conversation', 'cleanUp', {
			cleanUpAction: 'delete',
			cleanUpFilters: { ...AGED, ...filters },
		});
		expect(error).toBeUndefined();
		expect(json.map(({ id }) => names[String(id)]).sort()).toEqual(expected);
	});
});

it('finds the conversations of a customer with one request for each page', async () => {
	service.emulator.seed({ conversations: 5_000 });
	const names = stock();
	const { json } = await service.run('conversation', 'getAll', {
		returnAll: true,
		filters: { participantAddress: CUSTOMER },
	});
	expect(json.map(({ id }) => names[String(id)]).sort()).toEqual(['by text', 'on WhatsApp']);
	expect(service.requests()).toHaveLength(6);
});

describe('the conversations of a customer', () => {
	const find = async (filters: INodeParameters, more: INodeParameters = {}) => {
		const { json, error, workflow } = await service.run('conversation', 'getAll', {
			filters,
			...more,
		});
		expect(error).toBeUndefined();
		const messages = (workflow.runs('Node')[0].hints ?? []).map(({ message }) => message);
		return { ids: json.map(({ id }) => String(id)), messages };
	};

	it.each([
		['whole records', []],
		['no times', ['updatedAt', 'createdAt']],
		['hardly anything', OMITTED],
	])('come with the newest first where the list shows %s', async (_, omits) => {
		const names = stock();
		// Listed last, because it began last.
		const at = service.emulator.clock.now() - 60_000;
		const participants = [someone(CUSTOMER), agent];
		const latest = service.conversation({ participants, createdAt: at, updatedAt: at }).id;
		names[latest] = 'latest';
		lists(omits.length > 0 ? omits : false);
		const filters = { participantAddress: CUSTOMER };
		const { ids, messages } = await find(filters);
		expect(ids.map((id) => names[id])).toEqual(['latest', 'by text', 'on WhatsApp']);
		expect(messages).toEqual([
			expect.stringContaining('3 conversations of this participant are open'),
		]);
		const one = await find(filters, { limit: 1 });
		expect(one.ids.map((id) => names[id])).toEqual(['latest']);
		expect(one.messages).toEqual(messages);
	});

	it('come without a word where one is open, or none', async () => {
		const names = stock();
		const { conversations } = service.emulator.store;
		for (const conversation of conversations.values()) {
			if (names[conversation.id] === 'by text') conversation.status = 'CLOSED';
		}
		const { ids, messages } = await find({ participantAddress: CUSTOMER });
		expect([ids.length, messages]).toEqual([2, []]);
	});

	it('are the newest of many, however many are read for them', async () => {
		const participants = [someone(CUSTOMER), agent];
		const now = service.emulator.clock.now();
		const ages = Array.from({ length: 300 }, (_, index) => (index * 7) % 300);
		const made = ages.map((age) => {
			const updatedAt = now - age * DAY;
			const createdAt = now - 300 * DAY;
			return { age, ...service.conversation({ participants, createdAt, updatedAt }) };
		});
		const newest = made.sort((a, b) => a.age - b.age).map(({ id }) => id);
		const { ids } = await find({ participantAddress: CUSTOMER }, { limit: 3 });
		expect(ids).toEqual(newest.slice(0, 3));
	});
});

it("counts back from Twilio's time, not from this machine's", async () => {
	stock();
	service.emulator.clock.advance(100 * DAY);
	const days = async (createdBefore: string) =>
		(await service.run('conversation', 'getAll', { filters: { createdBefore } })).json.length;
	expect([await days('160 days ago'), await days('145 days ago')]).toEqual([0, 1]);
});

describe('Clean Up of one customer', () => {
	const erase = async (cleanUpFilters: INodeParameters, more: INodeParameters = {}) =>
		await service.run('conversation', 'cleanUp', {
			...{ cleanUpAction: 'delete', dryRun: false, cleanUpFilters },
			...more,
		});
	const left = () => [...service.emulator.store.conversations.values()].map(({ name }) => name);

	it.each([
		[{ participantAddress: CUSTOMER }, ['by text', 'on WhatsApp']],
		[{ participantProfileId: 'mem_profile_2' }, ['of somebody else']],
	])('needs no age, deletes all of them and names the address: %j', async (filters, expected) => {
		const names = stock();
		const { json } = await erase(filters);
		expect(json.map(({ id }) => names[String(id)]).sort()).toEqual(expected);
		expect(left().sort()).toEqual(
			Object.values(names)
				.filter((name) => !expected.includes(name))
				.sort(),
		);
		for (const { id, customerAddress, outcome } of json) {
			const name = names[String(id)];
			const address = name === 'of somebody else' ? '+15017122662' : CUSTOMER;
			expect([outcome, customerAddress]).toEqual([
				'done',
				name === 'on WhatsApp' ? `whatsapp:${address}` : address,
			]);
		}
	});

	it('touches nothing when the address is one of your own side, and says so', async () => {
		const names = stock();
		const { json, workflow } = await erase({ participantAddress: OWN });
		expect(json).toEqual([]);
		expect(left()).toHaveLength(Object.keys(names).length);
		const [{ hints = [] }] = workflow.runs('Node');
		expect(hints[0]?.message).toContain('your own side');
		// An age filter besides shows that this is meant.
		const aged = await erase(
			{ participantAddress: OWN, createdBefore: '1 day ago' },
			{ dryRun: true },
		);
		expect(aged.json).toHaveLength(3);
	});

	it.each([
		[true, 'planned'],
		[false, 'done'],
	])(
		'names the address also when the list leaves the participants out (dry run: %s)',
		async (dryRun, outcome) => {
			stock();
			lists(['participants']);
			const filters = { createdBefore: '35 days ago', nameContains: 'else' };
			const { json } = await erase(filters, { dryRun });
			expect(json).toMatchObject([{ outcome, customerAddress: '+15017122662' }]);
		},
	);

	/** Twilio's bridge from v1 calls nobody a customer, and nobody an agent. */
	const unknown = (address: string) => someone(address, { type: 'UNKNOWN' });

	it.each([
		['nobody', [unknown(CUSTOMER), unknown(OWN)]],
		['somebody else', [someone('+15017122663'), unknown(CUSTOMER), unknown(OWN)]],
	])(
		'leaves alone and reports where nothing tells it from your own side: %s is called a customer',
		async (_, participants) => {
			service.conversation({ name: 'unclear', participants });
			for (const participantAddress of [CUSTOMER, OWN]) {
				for (const dryRun of [true, false]) {
					const { json } = await erase({ participantAddress }, { dryRun });
					const reason = expect.stringContaining('may be your own side');
					expect(json).toMatchObject([{ outcome: 'failed', reason }]);
				}
			}
			expect(left()).toEqual(['unclear']);
			const aged = { participantAddress: CUSTOMER, createdAfter: '1 day ago' };
			await erase({ ...aged, createdBefore: '1 minute ago' });
			expect(left()).toEqual(['unclear']);
			service.emulator.clock.advance(DAY / 2);
			await erase({ ...aged, createdBefore: '1 minute ago' });
			expect(left()).toEqual([]);
		},
	);

	it.each([
		['is called a customer', [someone(CUSTOMER), unknown(OWN)]],
		['is the only one who is no agent', [unknown(CUSTOMER), agent]],
		['has it on two channels', [unknown(CUSTOMER), unknown(`whatsapp:${CUSTOMER}`), agent]],
	])('takes a conversation in which whoever has the address %s', async (_, participants) => {
		service.conversation({ participants });
		const { json } = await erase({ participantAddress: CUSTOMER });
		expect(json).toMatchObject([{ outcome: 'done' }]);
		expect(left()).toEqual([]);
	});

	it('leaves alone a conversation that the customer has left since it was found', async () => {
		const names = stock();
		service.emulator.configure({ latencyMs: 30 });
		const execution = erase({ participantAddress: CUSTOMER });
		const { conversations } = service.emulator.store;
		await eventually('the list', () => service.emulator.journal[0]?.status > 0, { intervalMs: 0 });
		const one = [...conversations.values()].find(({ name }) => name === 'by text');
		one?.participants.splice(0, 1);
		const { json } = await execution;
		expect(json.map(({ id, outcome }) => [names[String(id)], outcome]).sort()).toEqual([
			['by text', 'skipped'],
			['on WhatsApp', 'done'],
		]);
	});

	const KINDS: FaultKind[] = ['503', 'reset-after', 'html', '500-after', 'truncated'];
	it.each(KINDS)('agrees with what is left, whichever request has the fault %s', async (kind) => {
		for (let skip = 0; skip < 8; skip++) {
			service.emulator.reset();
			const names = stock();
			lists(['participants']);
			service.emulator.failNext([{ kind, skip }]);
			const { json, error } = await erase({ participantAddress: CUSTOMER });
			if (error !== undefined) {
				expect(left()).toHaveLength(4);
				continue;
			}
			expect(json).toHaveLength(2);
			for (const { id, outcome } of json) {
				expect([outcome, left().includes(names[String(id)])]).toEqual([
					outcome,
					outcome !== 'done',
				]);
			}
			expect(service.emulator.store.operations.size).toBeLessThanOrEqual(2);
		}
	});

	it('is refused as a tool call that leaves the customer blank', async () => {
		stock();
		const { parameters, items } = asToolCall({
			...{ cleanUpAction: 'delete', dryRun: false },
			cleanUpFilters: { participantAddress: ' ' },
		});
		const { error } = await service.run('conversation', 'cleanUp', parameters, { items });
		expect(error?.message).toBe("'Filters > Participant Address' is empty");
		expect(service.emulator.journal).toEqual([]);
	});
});

describe('Clean Up by Channel ID, which records do not show', () => {
	const SID = `SM${'1'.repeat(32)}`;
	const cleanUp = async (filters: INodeParameters = {}) => {
		for (const channelId of [SID, `SM${'2'.repeat(32)}`]) {
			const at = service.emulator.clock.now() - 30 * DAY;
			const conversation = service.conversation({ createdAt: at, updatedAt: at });
			addCommunication(service.emulator, conversation, { channelId });
		}
		return await service.run('conversation', 'cleanUp', {
			...{ cleanUpAction: 'delete', dryRun: false },
			cleanUpFilters: { createdBefore: '1 day ago', channelId: SID, ...filters },
		});
	};

	it('deletes what belongs to it, after making sure that Twilio heeds it', async () => {
		const { json } = await cleanUp();
		expect(json).toMatchObject([{ outcome: 'done' }]);
		expect(service.emulator.store.conversations.size).toBe(1);
	});

	it('takes a refusal of an ID that does not exist for heeding it', async () => {
		const answer = { status: 400, body: { code: 400, message: 'No such channel' } };
		service.emulator.failNext([{ kind: 'answer', answer, skip: 1 }]);
		const { json } = await cleanUp();
		expect(json).toMatchObject([{ outcome: 'done' }]);
	});

	it('changes nothing when Twilio ignores it', async () => {
		service.emulator.configure({ ignoreFilters: true });
		const { error } = await cleanUp();
		expect(error?.message).toContain("Twilio does not filter by 'Channel ID'");
		expect(service.emulator.store.conversations.size).toBe(2);
		expect(new Set(service.emulator.journal.map(({ method }) => method))).toEqual(new Set(['GET']));
	});

	it('makes no further request where nothing matches', async () => {
		await cleanUp({ nameContains: 'nobody' });
		expect(service.requests()).toHaveLength(1);
	});
});

describe('a clean-up that would surprise', () => {
	it.each([
		[{ updatedAfter: '3 days ago' }, 'Updated After'],
		[{ createdAfter: '7 days ago' }, 'Created After'],
	])('says that nothing can match: idle for 7 days and %j', async (filters, label) => {
		const { error } = await service.run('conversation', 'cleanUp', {
			cleanUpFilters: { idleFor: { values: { amount: 7, unit: 'days' } }, ...filters },
		});
		expect(error?.message).toBe(
			`'Filters > ${label}' is not before 'Idle For', so nothing can match`,
		);
	});

	it.each([
		['close', ['CLOSED'], 'Close'],
		['inactive', ['CLOSED', 'INACTIVE'], 'Set Inactive'],
	])('%s of %j says that nothing can match', async (cleanUpAction, status, label) => {
		const { error } = await service.run('conversation', 'cleanUp', {
			cleanUpAction,
			cleanUpFilters: { status, createdBefore: '1 day ago' },
		});
		expect(error?.message).toContain("'Filters > Status' asks for CLOSED");
		expect(error?.message).toContain(`so nothing can match: the action '${label}' is for ACTIVE`);
		expect(service.emulator.journal).toEqual([]);
	});

	it('says how often it ran when it gets several items, and not when it gets one', async () => {
		stock();
		const hintsWith = async (count: number) => {
			const { workflow } = await service.run(
				'conversation',
				'cleanUp',
				{ dryRun: false, cleanUpFilters: AGED },
				{ items: Array.from({ length: count }, () => ({ json: {} })) },
			);
			const [{ hints = [] }] = workflow.runs('Node');
			return hints.map(({ message }) => message);
		};
		expect(await hintsWith(1)).toEqual([]);
		expect(await hintsWith(3)).toEqual([expect.stringMatching(/^Clean Up ran 3 times, once for/)]);
	});

	it('counts a message as a change also for Updated Before', async () => {
		const names = stock();
		const busy = [...service.emulator.store.conversations.values()].find(
			({ name }) => name === 'of somebody else',
		);
		const { clock, store } = service.emulator;
		busy?.communications.push({
			...{ id: store.ids.next('communication', clock.now()), seq: store.nextSeq() },
			...{ conversationId: busy.id, createdAt: clock.now(), updatedAt: clock.now() },
			...{ occurredAt: clock.now(), channelId: null, recipients: [] },
			author: { channel: 'SMS', address: CUSTOMER },
			content: { type: 'TEXT', text: 'Hello' },
		});
		const { json } = await service.run('conversation', 'cleanUp', {
			cleanUpFilters: { updatedBefore: '30 days ago' },
		});
		expect(json.map(({ id }) => names[String(id)])).toEqual(['VIP, nobody in it']);
	});
});
