import { eventually } from '../../test/support/eventually';
import type { Patience } from '../../test/support/eventually';

/**
 * Waits until the trigger listens. What is not signed is refused with 403 where it does, and with 404
 * where it does not, or not yet.
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
