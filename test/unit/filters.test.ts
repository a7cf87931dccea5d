import { TwilioClient } from '../../nodes/api/client';
import { Limiter } from '../../nodes/api/sending/limiter';
import { toTest } from '../../nodes/TwilioConversations/resources/conversation/matching';
import { contextWith, response } from '../support/context';

/** Judges one listed record, with Twilio's answer to a read of it. */
async function judge(listed: { id: string; name?: string }, status: number, body: object) {
	const asked: string[] = [];
	const context = contextWith(async ({ url }) => {
		asked.push(url);
		return await Promise.resolve(response(status, body));
	});
	const test = toTest({ nameContains: 'order' });
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

	it('is left out when it was deleted since it was listed', async () => {
		const { asked, record } = await judge({ id: 'conv_1' }, 404, {});
		expect(asked).toHaveLength(1);
		expect(record).toBeUndefined();
	});

	it('is not passed over when it cannot be read for another reason', async () => {
		await expect(judge({ id: 'conv_1' }, 403, {})).rejects.toThrow('is not allowed to use');
	});
});

it('a listed record that has all is judged as it is', async () => {
	const listed = { id: 'conv_1', name: 'Order 7' };
	expect(await judge(listed, 500, {})).toEqual({ asked: [], record: listed });
});
