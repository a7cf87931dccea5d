import { eventually } from '../../test/support/eventually';
import type { Patience } from '../../test/support/eventually';

/**
 * Polls until the trigger listens: an unsigned request is refused with 403 then, and with 404
 * before.
 *
 * @param url of its webhook
 */
export async function untilServed(url: string, patience?: Patience): Promise<void> {
	const isServed = async () => {
		const { status } = await fetch(url, { method: 'POST', body: '{}' });
		return status === 403;
	};
	await eventually(`the trigger to listen at ${url}`, isServed, patience);
}
