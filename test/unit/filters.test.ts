import type { IDataObject } from 'n8n-workflow';

import { TwilioClient } from '../../nodes/api/client';
import { Limiter } from '../../nodes/api/sending/limiter';
import type { Filters } from '../../nodes/TwilioConversations/resources/conversation/conversationFilters';
import { toTest } from '../../nodes/TwilioConversations/resources/conversation/matching';
import { contextWith, response } from '../support/context';

/** Judges one listed record, with Twilio's answer to a read of it. */
async function judge(
	listed: IDataObject,
	status: number,
	body: object,
	filters: Filters = { nameContains: 'order' },
) {
	const asked: string[] = [];
	const context = contextWith(async ({ url }) => {
		asked.push(url);
		return await Promise.resolve(response(status, body));
	});
	const test = toTest(filters);
	const client = new TwilioClient(context, new Limiter(1));
	return { asked, record: test.mayFit(listed) ? await test.decide(client, listed) : undefined };
}

describe('a listed record that lacks what a filter needs', () => {
	it('is fetched, and kept when it fits', async () => {
		const whole = { id: 'conv_1', name: 'Order 7' };
		const { asked, record } = await judge({ id: 'conv_1' }, 200, whole);
		expect(asked).toEqual([expect.stringMatching(/\/v2\/Conversations\/conv_1$/)]);
		expect(record).toEqual(whole);
	});

	it.each([
		['participants', { participantAddress: '+15017122661' }],
		['metadata', { excludeMetadata: [{ key: 'keep', value: 'true' }] }],
		['createdAt', { createdBefore: { at: Date.parse('2026-01-01T00:00:00Z') } }],
	])('is fetched also where the list shows null as its %s', async (field, filters) => {
		const addresses = [{ channel: 'SMS', address: '+15017122661' }];
		const whole = {
			...{ id: 'conv_1', createdAt: '2025-01-01T00:00:00Z', updatedAt: '2025-01-01T00:00:00Z' },
			...{ participants: [{ addresses }], metadata: { keep: 'true' } },
		};
		const { asked, record } = await judge({ ...whole, [field]: null }, 200, whole, filters);
		expect(asked).toHaveLength(1);
		expect(record).toEqual(field === 'metadata' ? undefined : whole);
	});

	it('is left out when it was deleted since it was listed', async () => {
		const { asked, record } = await judge({ id: 'conv_1' }, 404, {});
		expect(asked).toHaveLength(1);
		expect(record).toBeUndefined();
	});

	it('is not passed over when it cannot be read for another reason', async () => {
		await expect(judge({ id: 'conv_1' }, 403, {})).rejects.toThrow('is not allowed to use');
	});
});

it.each(['{"keep":"true"}', [{ keep: 'true' }], 7])(
	'a record whose metadata cannot be read may have the entry that excludes it: %j',
	async (metadata) => {
		const filters = { excludeMetadata: [{ key: 'keep', value: 'true' }] };
		const { record } = await judge({ id: 'conv_1', metadata }, 500, {}, filters);
		expect(record).toBeUndefined();
	},
);

it('a listed record that has all is judged as it is', async () => {
	const listed = { id: 'conv_1', name: 'Order 7' };
	expect(await judge(listed, 500, {})).toEqual({ asked: [], record: listed });
});
