import type { TwilioClient } from '../../../../api/client';
import { sideBySide } from '../../../../api/sideBySide';
import { customerAddress } from '../../../../shared/simplified/people';
import { fetchWhole } from '../matching';
import { notTouched } from './ending';
import type { Found } from './found';
import type { Result } from './report';

/**
 * The results of a dry run. Where the list left the participants out, they are read, so that the
 * report names the customer.
 *
 * @throws NodeApiError as `TwilioClient.request`
 */
export async function planned(client: TwilioClient, found: readonly Found[]): Promise<Result[]> {
	return await sideBySide(client, found, async (own, one): Promise<Result> => {
		const record = one.customerAddress === undefined ? await fetchWhole(own, one) : undefined;
		const known = record === undefined ? one : { ...one, customerAddress: customerAddress(record) };
		return notTouched(known) ?? { found: known, outcome: 'planned' };
	});
}
