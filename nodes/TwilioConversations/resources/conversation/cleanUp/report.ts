import type { IDataObject } from 'n8n-workflow';

import type { Found } from './found';

/** `done` was seen to be done; `accepted` was promised by Twilio and not waited for. */
export type CleanUpOutcome = 'accepted' | 'done' | 'failed' | 'notStarted' | 'planned' | 'skipped';

/** The result for one conversation. */
export interface Result {
	readonly found: Found;
	readonly outcome: CleanUpOutcome;
	/** Only if the outcome needs an explanation. */
	readonly reason?: string;
	/** Undefined if it is gone or was not touched. */
	readonly statusAfter?: string;
	readonly operationId?: string;
	/** From a second read; a list may leave the participants out. */
	readonly customerAddress?: string;
}

/** The output item of one conversation: what people look for first, then the IDs. */
export function toItem({ found, outcome, reason, statusAfter, ...seen }: Result): IDataObject {
	const { id, name, configurationId, status, updatedAt } = found;
	return {
		name: name ?? null,
		customerAddress: seen.customerAddress ?? found.customerAddress ?? null,
		outcome,
		reason: reason ?? null,
		statusBefore: status,
		statusAfter: statusAfter ?? null,
		updatedAt: updatedAt === undefined ? null : new Date(updatedAt).toISOString(),
		id,
		configurationId: configurationId ?? null,
		operationId: seen.operationId ?? null,
	};
}

/** Counts of a run that its results do not hold. */
export interface Numbers {
	/** Matches beyond the maximum. */
	readonly beyond: number;
	/** Conversations that only their messages show to be in use. */
	readonly inUse: number;
	readonly durationMs: number;
	readonly requests: number;
}

/** The output item with the counts. */
export function toSummary(
	results: readonly Result[],
	{ beyond, inUse, durationMs, requests }: Numbers,
): IDataObject {
	const count = (outcome: CleanUpOutcome) =>
		results.filter((one) => one.outcome === outcome).length;
	return {
		found: results.length + beyond,
		done: count('done'),
		accepted: count('accepted'),
		skipped: count('skipped'),
		failed: count('failed'),
		planned: count('planned'),
		notStarted: count('notStarted'),
		beyondMaxConversations: beyond,
		inUse,
		byReason: Object.fromEntries(
			countEqual(results, ({ outcome, reason }) =>
				reason === undefined ? undefined : `${outcome}: ${reason}`,
			),
		),
		requests,
		durationMs,
	};
}

/**
 * The counts as sentences, without zeros, and the most frequent reasons for failures.
 *
 * @param summary from `toSummary`
 * @param results that the summary is made of
 */
export function inWords(summary: IDataObject, results: readonly Result[]): string {
	const reasons = countEqual(results, ({ outcome, reason }) =>
		outcome === 'failed' ? reason : undefined,
	);
	const [mostOften] = [...reasons].sort(([, a], [, b]) => b - a);
	const why = mostOften && `, most often: ${mostOften[0].replace(/\.$/, '')}`;
	return [
		`Done: ${String(summary.done)}.`,
		summary.accepted !== 0 && `Accepted and not waited for: ${String(summary.accepted)}.`,
		summary.skipped !== 0 && `Skipped: ${String(summary.skipped)}.`,
		`Failed: ${String(summary.failed)}${why ?? ''}.`,
		summary.notStarted !== 0 && `Not started: ${String(summary.notStarted)}.`,
		summary.beyondMaxConversations !== 0 &&
			`Beyond 'Max Conversations': ${String(summary.beyondMaxConversations)}.`,
	]
		.filter((part) => part !== false)
		.join(' ');
}

/**
 * Warnings that must not be overlooked, even if the output has one item per conversation.
 *
 * @param summary from `toSummary`
 * @param most maximum number of conversations
 */
export function hints(results: readonly Result[], summary: IDataObject, most: number): string[] {
	const { accepted, planned, failed, inUse, beyondMaxConversations: beyond } = summary;
	const isExhausted = results.length < most;
	const say = (count: unknown, text: string) => count !== 0 && text;
	return [
		say(
			planned,
			`Dry run: nothing was changed. Conversations it would act on: ${String(planned)}.`,
		),
		say(
			accepted,
			`Twilio accepted ${String(accepted)} deletions, but they were not waited for: whether they are carried out was not seen. Switch 'Wait for Completion' on, or look at the operations.`,
		),
		say(
			inUse,
			`Left out as in use, because of a message younger than the filters ask for: ${String(inUse)}.`,
		),
		say(
			beyond,
			isExhausted
				? `Conversations whose messages were not looked at, because so many older ones are in use: ${String(beyond)}. Raise 'Max Conversations', or add a filter.`
				: `Conversations beyond 'Max Conversations': ${inUse === 0 ? '' : 'up to '}${String(beyond)}. Raise it, or run this step again.`,
		),
		say(
			failed,
			`Conversations that could not be cleaned up: ${String(failed)} of ${results.length}. Their 'reason' says why.`,
		),
	].filter((hint) => hint !== false);
}

/**
 * Counts equal texts; texts that differ only in ids count as equal.
 *
 * @param textOf the text of a result; undefined: not counted
 */
function countEqual(
	results: readonly Result[],
	textOf: (result: Result) => string | undefined,
): Map<string, number> {
	const counts = new Map<string, number>();
	for (const result of results) {
		const text = textOf(result);
		if (text === undefined) continue;
		const key = withoutIds(text);
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	return counts;
}

function withoutIds(reason: string): string {
	return reason.replace(/"?\b[a-z]+(_[a-z]+)*_[0-9a-z]{20,}\b"?/g, '"…"');
}
