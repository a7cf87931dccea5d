import { Deliveries } from '../../nodes/TwilioConversationsTrigger/deliveries';

it('claims each key once', () => {
	const deliveries = new Deliveries();
	expect([deliveries.claim('a'), deliveries.claim('b'), deliveries.claim('a')]).toEqual([
		true,
		true,
		false,
	]);
});

it('forgets the oldest first and never holds more than its capacity', () => {
	const deliveries = new Deliveries(3);
	for (const key of ['a', 'b', 'c', 'd']) deliveries.claim(key);
	expect(deliveries.size).toBe(3);
	expect(deliveries.claim('b')).toBe(false);
	expect(deliveries.claim('a')).toBe(true);
});
