/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { Deliveries } from '../../nodes/shared/callbacks/deliveries';

const URL = 'https://n8n.example/webhook';

/** Whether each claim was granted. */
const claimAll = (deliveries: Deliveries, ids: readonly string[], url = URL) =>
	ids.map((id) => deliveries.claim(url, id) !== undefined);

it('claims each event once for each trigger', () => {
	const deliveries = new Deliveries();
	expect(claimAll(deliveries, ['a', 'b', 'a'])).toEqual([true, true, false]);
	expect(claimAll(deliveries, ['a'], `${URL}/other`)).toEqual([true]);
});

it('lets an event be claimed again once its claim is released', () => {
	const deliveries = new Deliveries();
	deliveries.claim(URL, 'a')?.();
	expect(claimAll(deliveries, ['a', 'a'])).toEqual([true, false]);
});

it('forgets the oldest first and never holds more than its capacity', () => {
	const deliveries = new Deliveries(3);
	claimAll(deliveries, ['a', 'b', 'c', 'd']);
	expect(deliveries.size).toBe(3);
	expect(claimAll(deliveries, ['b', 'a'])).toEqual([false, true]);
});

it('needs no more memory for a very long URL than for a short one', () => {
	const deliveries = new Deliveries();
	const before = process.memoryUsage().heapUsed;
	for (let count = 0; count < 200; count++) deliveries.claim('x'.repeat(100_000) + count, 'a');
	expect(process.memoryUsage().heapUsed - before).toBeLessThan(15_000_000);
	expect(deliveries.size).toBe(200);
});
