import type { IDataObject } from 'n8n-workflow';

import { idempotencyKey } from '../../../api/idempotency';
import type { ListChange } from '../../../api/jobs/configurationLists';
import { writeLists } from '../../../api/jobs/configurationListWrite';
import { jobLabels } from '../../../shared/jobLabels';
import { waitTime } from '../../../shared/parameters/waiting';
import { simplified } from '../../../shared/simplified/configuration';
import { acceptedRecord, type AsyncOptions, writeKey } from '../asyncWrite';
import type { Run } from '../run';
import { type OutputChoice, shorten } from '../shorten';
import type { Entered } from './listMode';

/**
 * Adds single entries to the lists of a configuration, or removes them.
 *
 * @param id of the configuration
 * @param entered the entries, and other members to set
 * @returns the resulting configuration, with `changed` for whether a write was needed; or the
 *   operation, if it is not waited for
 * @throws as `writeLists`
 */
export async function changeLists(
	run: Run,
	id: string,
	{ entered, change }: { entered: Entered; change: ListChange },
	{ options, ...output }: OutputChoice & { readonly options: AsyncOptions },
): Promise<IDataObject[]> {
	const { idempotencyKey: own } = options;
	const written = await writeLists(run.client, {
		configurationId: id,
		named: entered.lists,
		others: entered.others,
		change,
		// A write that is repeated after it was overwritten may have the same body as the first. Its
		// key includes the state that it was made from, or Twilio would replay the first answer and do
		// nothing.
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
	return [{ ...shorten(record, output, simplified), changed: isChanged }];
}
