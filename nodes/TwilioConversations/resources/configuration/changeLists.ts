import type { IDataObject } from 'n8n-workflow';

import { idempotencyKey } from '../../../api/idempotency';
import type { ListChange } from '../../../api/jobs/configurationLists';
import { writeLists } from '../../../api/jobs/configurationListWrite';
import { jobLabels } from '../../../shared/jobLabels';
import { waitTime } from '../../../shared/parameters/waiting';
import { simplified } from '../../../shared/simplified/configuration';
import { acceptedRecord, type AsyncOptions, writeKey } from '../asyncWrite';
import type { Run } from '../run';
import { shorten } from '../shorten';
import type { Entered } from './listMode';

/**
 * Adds single entries to the lists of a configuration, or takes them out.
 *
 * @param id of the configuration
 * @param entered the entries, and what else is set
 * @returns the configuration as it then is, and in `changed` whether anything had to be done; or the
 *   operation that will have changed it, where it is not waited for
 * @throws as `writeLists`
 */
export async function changeLists(
	run: Run,
	id: string,
	{ entered, change }: { entered: Entered; change: ListChange },
	{ options, simplify }: { options: AsyncOptions; simplify: boolean },
): Promise<IDataObject[]> {
	const { idempotencyKey: own } = options;
	const written = await writeLists(run.client, {
		configurationId: id,
		named: entered.lists,
		others: entered.others,
		change,
		// A write that is repeated because it was overwritten may be the same as the first: what it was
		// made from is part of the key, or Twilio would replay its first answer and do nothing.
		keyFor: (body, { version, updatedAt }, writes) =>
			own !== undefined && writes > 0
				? idempotencyKey(own, String(writes))
				: writeKey(run, options, 'patch', id, { body, seen: [version, updatedAt], writes }),
		hasOwnKey: own !== undefined,
		labels: {
			...jobLabels,
			makeRoom: "use 'Update' with 'List Mode' on 'Remove'",
		},
		timeoutMs: options.waitForCompletion === false ? undefined : waitTime(options),
	});
	if ('accepted' in written) return [acceptedRecord(written.accepted, id)];
	const { record, isChanged } = written;
	return [{ ...shorten(record, simplify, simplified), changed: isChanged }];
}
