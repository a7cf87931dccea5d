import type { IDataObject } from 'n8n-workflow';
import { RETRY } from '../../../nodes/api/sending/retry';
import type { JournalEntry } from '../../../emulator';
import { admitsDoubt, deniesEffect } from './words';
import { type Attempts, attemptsOf, wasAnsweredWell } from './journal';

export type CleanUpAction = 'close' | 'delete' | 'inactive';

/** What happened to a conversation, by the emulator's records. */
export interface Fate {
	/** Whether the action is done, or will be without another request. */
	readonly isDone: boolean;
	/** How many deletions the emulator accepted. */
	readonly deletions: number;
}

/** The evidence that a clean-up is judged by. */
export interface CleanUpEvidence {
	/** Ids of the conversations to clean up. */
	readonly meant: readonly string[];
	/** Ids of the conversations to leave alone. */
	readonly others: readonly string[];
	/** The node's report, one item per conversation. */
	readonly report: readonly IDataObject[];
	readonly journal: readonly JournalEntry[];
	readonly fateOf: (id: string) => Fate;
}

/**
 * Compares the node's report with the emulator's records, conversation by conversation.
 *
 * @returns each discrepancy in words
 */
export function auditCleanUp(evidence: CleanUpEvidence): string[] {
	const { meant, others, report, journal } = evidence;
	const attempts = attemptsOf(journal);
	const wanted = new Set(meant);
	const reported = new Map(report.map((item) => [String(item.id), item]));
	const problems: string[] = [];
	if (reported.size !== report.length) problems.push('A conversation is reported twice');
	for (const id of reported.keys()) {
		if (!wanted.has(id)) problems.push(`${id}: is reported, and was not meant`);
	}
	for (const id of others) {
		if (attempts.of(id).writes.length > 0) problems.push(`${id}: was touched, and was not meant`);
	}
	for (const id of meant) {
		const own = attempts.of(id);
		const fate = evidence.fateOf(id);
		const item = reported.get(id);
		const found = [
			...(item === undefined ? ['is missing in the report'] : judgeOutcome(item, fate, own)),
			...judgeWrites(own, fate),
		];
		for (const problem of found) problems.push(`${id}: ${problem} [${own.trace()}]`);
	}
	return problems;
}

/** Checks the reported outcome against what happened. */
function judgeOutcome(
	{ outcome, reason }: IDataObject,
	{ isDone, deletions }: Fate,
	{ writes, wasSeenAtTheEnd }: Attempts,
): string[] {
	const said = `${String(outcome)}, "${String(reason)}"`;
	switch (outcome) {
		case 'done':
			return isDone ? [] : [`is not done, and reported as ${said}`];
		case 'accepted':
			return deletions > 0 ? [] : [`was not accepted, and reported as ${said}`];
		case 'failed':
			if (!isDone) return [];
			if (wasSeenAtTheEnd) return [`was done, as was seen, and reported as ${said}`];
			if (deniesEffect(String(reason))) return [`was done, which the report denies: ${said}`];
			return admitsDoubt(String(reason)) ? [] : [`was done, and reported as ${said}`];
		case 'notStarted':
		case 'skipped':
			return writes.length === 0 ? [] : [`was written, and reported as ${said}`];
		default:
			return [`has no outcome: ${said}`];
	}
}

/** Checks that nothing was done, or asked for, more often than allowed. */
function judgeWrites({ writes }: Attempts, { deletions }: Fate): string[] {
	const problems: string[] = [];
	if (deletions > 1) problems.push(`was deleted ${deletions} times`);
	const good = writes.findIndex(wasAnsweredWell);
	if (good !== -1 && good < writes.length - 1)
		problems.push('was written again after a good answer');
	if (writes.length > RETRY.maxAttempts) problems.push(`was tried ${writes.length} times`);
	const isKeyless = ({ method, idempotencyKey }: JournalEntry) =>
		method === 'DELETE' && idempotencyKey === undefined;
	if (writes.some(isKeyless)) problems.push('was deleted without a key');
	const keys = new Set(writes.map(({ idempotencyKey }) => idempotencyKey));
	if (keys.size > 1) problems.push('was repeated with another key');
	return problems;
}
