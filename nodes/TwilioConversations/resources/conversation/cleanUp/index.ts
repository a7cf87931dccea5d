import { type IDataObject, NodeOperationError } from 'n8n-workflow';

import type { TwilioClient } from '../../../../api/client';
import { now } from '../../../../api/clock';
import { Crew } from '../../../../api/crew';
import { LIST_CONVERSATIONS } from '../../../../api/endpoints';
import { InvalidValue } from '../../../../shared/fields/field';
import { defineOperation } from '../../define';
import { actOn, type CleanUpAction, type Plan } from './act';
import { hasAge } from './ageFilters';
import { planned } from './dryRun';
import { notTouched } from './ending';
import { findOldest } from './find';
import type { Found } from './found';
import { cleanUpAction, dryRun, filters, maxConversations, options, output } from './parameters';
import { closeNotice, deleteNotice, forRealNotice, inUseNotice } from './notices';
import { hints, inWords, type Result, toItem, toSummary } from './report';

/** The statuses each action applies to: closing a closed conversation would change nothing. */
const STATUSES_FOR: Readonly<Record<CleanUpAction, readonly string[]>> = {
	close: ['ACTIVE', 'INACTIVE'],
	delete: ['ACTIVE', 'INACTIVE', 'CLOSED'],
	inactive: ['ACTIVE'],
};

/** Names of the actions in the dropdown. */
const LABELS: Readonly<Record<CleanUpAction, string>> = {
	close: 'Close',
	delete: 'Delete',
	inactive: 'Set Inactive',
};

/** Conversations between two progress messages. */
const PROGRESS_STEP = 25;

export const cleanUp = defineOperation({
	name: 'Clean Up',
	value: 'cleanUp',
	action: 'Clean up conversations',
	description:
		'Close, delete or set inactive all conversations that are old or idle, many at once, with a report',
	endpoint: LIST_CONVERSATIONS,
	inTurn: true,
	fields: [
		cleanUpAction,
		closeNotice,
		deleteNotice,
		filters,
		inUseNotice,
		dryRun,
		forRealNotice,
		maxConversations,
		output,
		options,
	],
	toBody: ({ cleanUpAction: action, cleanUpFilters: { status } }) => {
		const statuses = STATUSES_FOR[toAction(action)];
		if (status === undefined || status.some((one) => statuses.includes(one))) return;
		throw new InvalidValue(
			`asks for ${status.join(', ')} alone, so nothing can match: the action '${LABELS[toAction(action)]}' is for ${statuses.join(', ')}`,
			'Choose another status or another action, or remove the filter.',
			['Filters', 'Status'],
		);
	},
	async execute({ client, endpoint, executionKey, itemIndex, itemCount, progress, hint }, input) {
		const begun = now();
		const requestsBefore = client.requests;
		const action = toAction(input.cleanUpAction);
		const { countMessages = true } = input.options;
		if (itemIndex === 0 && itemCount > 1) hint(perItem(itemCount));
		const { found, beyond, inUse, criteria } = await findOldest(
			client,
			endpoint,
			input.cleanUpFilters,
			{ statuses: STATUSES_FOR[action], most: input.maxConversations, countMessages, progress },
		);
		if (found.length === 0 && !hasAge(input.cleanUpFilters)) hint(NO_CUSTOMER);
		progress(`Clean Up: ${found.length + beyond} conversations match`);
		const crew = new Crew(client);
		const isStopped = () => crew.isStopped;
		const results =
			input.dryRun || criteria === undefined
				? await planned(client, found)
				: await actOnAll(
						crew,
						found,
						{ action, options: input.options, executionKey, criteria, isStopped },
						progress,
					);
		const durationMs = Math.round(now() - begun);
		const requests = client.requests - requestsBefore;
		const summary = toSummary(results, { beyond, inUse, durationMs, requests });
		for (const message of hints(results, summary, input.maxConversations)) hint(message);
		if (input.options.failAtEnd === true && summary.failed !== 0) {
			throw failedAtEnd(client, summary, results);
		}
		return input.output === 'summary' ? [summary] : results.map(toItem);
	},
});

function toAction(value: string): CleanUpAction {
	return value === 'close' || value === 'delete' ? value : 'inactive';
}

/** Said of a clean-up that selects by customer instead of age. */
const NO_CUSTOMER =
	"No conversation matches. Without an age, a 'Participant Address' or 'Participant Profile ID' counts where it is not an agent's, because that of your own side is in every conversation.";

/** Warns that the step runs once per input item. */
function perItem(count: number): string {
	return `Clean Up ran ${count} times, once for each input item, and 'Max Conversations' counts for each. If the filters are the same for all items, switch 'Execute Once' on in the settings of this node.`;
}

/** Acts on all of them concurrently, oldest first, and reports progress. */
async function actOnAll(
	crew: Crew,
	found: readonly Found[],
	plan: Plan,
	progress: (message: string) => void,
): Promise<Result[]> {
	const { stopAfterFailures = Infinity } = plan.options;
	let finished = 0;
	let failedInARow = 0;
	const actOnOne = async (one: Found): Promise<Result> => {
		const ending = notTouched(one) ?? (await crew.run(async (own) => await actOn(own, one, plan)));
		failedInARow = ending.outcome === 'failed' ? failedInARow + 1 : 0;
		if (failedInARow >= stopAfterFailures) crew.stop();
		if (++finished % PROGRESS_STEP === 0) {
			progress(`Clean Up: ${finished} of ${found.length} finished`);
		}
		return { found: one, ...ending };
	};
	return await Promise.all(found.map(actOnOne));
}

function failedAtEnd(client: TwilioClient, summary: IDataObject, results: readonly Result[]) {
	const error = new NodeOperationError(
		client.node,
		`${String(summary.failed)} of ${String(summary.found)} conversations could not be cleaned up`,
		{ description: `${inWords(summary, results)} The details hold the whole report.` },
	);
	Object.assign(error.context, { summary, report: results.map(toItem) });
	return error;
}
