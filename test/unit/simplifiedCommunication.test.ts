import { simplified } from '../../nodes/shared/simplified/communication';

const CREATED = '2026-01-31T09:00:00Z';

describe('a simplified communication', () => {
	it('has the time of its record where it has none of its own', () => {
		const occurredAt = '2026-01-30T09:00:00Z';
		expect(simplified({ createdAt: CREATED, occurredAt })).toMatchObject({ occurredAt });
		for (const missing of [{}, { occurredAt: null }]) {
			expect(simplified({ createdAt: CREATED, ...missing }).occurredAt).toBe(CREATED);
		}
	});

	it('names its author as the communication itself does, and else as the participant', () => {
		const ada = { id: 'p1', name: 'Ada', type: 'CUSTOMER' };
		const participants = new Map([['p1', ada]]);
		const by = (author: object) => simplified({ author: { ...author } }, participants).author;
		expect(by({ participantId: 'p1' })).toMatchObject({ name: 'Ada', type: 'CUSTOMER' });
		expect(by({ participantId: 'p1', name: 'Countess' })).toMatchObject({ name: 'Countess' });
		expect(by({ address: '+15017122661' })).toMatchObject({ name: undefined });
	});

	it('says what became of it for each recipient', () => {
		const recipients = [{ address: 'a', deliveryStatus: 'READ' }, { address: 'b' }];
		expect(simplified({ recipients }).recipients).toMatchObject([
			{ address: 'a', deliveryStatus: 'READ' },
			{ address: 'b', deliveryStatus: undefined },
		]);
	});

	it.each([{}, { author: null, recipients: null, content: null }, { recipients: [null] }])(
		'is made of what is there: %j',
		(record) => {
			expect(simplified(record)).toHaveProperty('recipients');
		},
	);
});
