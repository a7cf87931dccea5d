import { simplified as communication } from '../../nodes/shared/simplified/communication';
import { simplified as configuration } from '../../nodes/shared/simplified/configuration';
import { simplified as conversation } from '../../nodes/shared/simplified/conversation';
import { simplified as participant } from '../../nodes/shared/simplified/participant';
import { personLine } from '../../nodes/shared/simplified/people';

const CREATED = '2026-01-31T09:00:00Z';
const SMS = { channel: 'SMS', address: '+15017122661' };
const WHATSAPP = { channel: 'WHATSAPP', address: 'whatsapp:+15017122661' };

describe('somebody in one line', () => {
	it.each([
		[
			{ name: 'Jane Doe', type: 'CUSTOMER', addresses: [SMS] },
			'Jane Doe (customer) +15017122661 SMS',
		],
		[
			{ type: 'AI_AGENT', addresses: [SMS, WHATSAPP] },
			'(AI agent) +15017122661 SMS, whatsapp:+15017122661 WHATSAPP',
		],
		[{ name: 'Support', type: 'HUMAN_AGENT', addresses: [] }, 'Support (human agent)'],
		[{ name: '', type: null, addresses: [{ channel: 'CHAT', address: 'jane' }] }, 'jane CHAT'],
		[{ addresses: [{ address: '+1' }, { channel: 'SMS' }, {}, null] }, '+1, SMS'],
		[{ addresses: 'none' }, ''],
	])('%j is "%s"', (person, line) => {
		expect(personLine(JSON.parse(JSON.stringify(person)))).toBe(line);
	});
});

describe('a simplified record', () => {
	it.each(Object.entries({ communication, configuration, conversation, participant }))(
		'has all its fields whatever the record has: %s',
		(_, simplified) => {
			const names = Object.keys(simplified({}));
			for (const record of [{ id: 'x' }, { participants: null, author: 'x', recipients: [null] }]) {
				const short = simplified(JSON.parse(JSON.stringify(record)));
				expect(Object.keys(short)).toEqual(names);
				expect(Object.values(short)).not.toContain(undefined);
			}
		},
	);
});

describe('a simplified conversation', () => {
	it('names everybody in a line, and the address of the customer by itself', () => {
		const jane = { id: 'p1', name: 'Jane Doe', type: 'CUSTOMER', addresses: [SMS, WHATSAPP] };
		const own = {
			id: 'p2',
			type: 'AGENT',
			addresses: [{ channel: 'SMS', address: '+15005550006' }],
		};
		expect(conversation({ participants: [jane, own] })).toMatchObject({
			customerAddress: '+15017122661, whatsapp:+15017122661',
			participants: [
				'Jane Doe (customer) +15017122661 SMS, whatsapp:+15017122661 WHATSAPP',
				'(agent) +15005550006 SMS',
			],
			participantIds: ['p1', 'p2'],
			metadata: {},
		});
	});
});

describe('a simplified communication', () => {
	it('has the time of its record where it has none of its own', () => {
		const occurredAt = '2026-01-30T09:00:00Z';
		expect(communication({ createdAt: CREATED, occurredAt })).toMatchObject({ occurredAt });
		for (const missing of [{}, { occurredAt: null }]) {
			expect(communication({ createdAt: CREATED, ...missing }).occurredAt).toBe(CREATED);
		}
	});

	it('names its author as the communication itself does, and else as the participant', () => {
		const participants = new Map([['p1', { id: 'p1', name: 'Ada', type: 'CUSTOMER' }]]);
		const by = (author: object) => communication({ author: { ...author } }, participants);
		expect(by({ participantId: 'p1', ...SMS })).toMatchObject({
			author: 'Ada (customer) +15017122661 SMS',
			authorAddress: '+15017122661',
			participantIds: ['p1'],
		});
		expect(by({ participantId: 'p1', name: 'Countess' }).author).toBe('Countess (customer)');
		expect(by({ address: '+15017122661' })).toMatchObject({
			...{ author: '+15017122661', participantIds: [null] },
		});
		expect(by({}).author).toBeNull();
	});

	it('says what became of it for each recipient, whose IDs follow that of the author', () => {
		const recipients = [
			{ ...SMS, participantId: 'p2', deliveryStatus: 'IN_PROGRESS' },
			{ ...WHATSAPP },
		];
		expect(communication({ recipients })).toMatchObject({
			recipients: ['+15017122661 SMS (in progress)', 'whatsapp:+15017122661 WHATSAPP'],
			participantIds: [null, 'p2', null],
		});
	});
});
