import { percent } from '../cli/format';
import { LABELS } from './peers/names';
import type { PeerName } from './peers/names';
import type { Observation, Run, Seen } from './protocol';
import { accepted, refused } from './statistics';

/** A row of the table: one run of one peer. */
export interface Measured {
	label: string;
	/** Conversations it was given. */
	given: number;
	/** Conversations that are gone, according to the service. */
	deleted: number;
	/** Conversations deleted, according to the peer. */
	done: number;
	failed: number;
	requests: number;
	refused: number;
	wallMs: number;
	/** CPU time of the client per request. */
	cpuMs: number;
	/** Maximum of requests in flight. */
	mostAtOnce: number;
	/** In order of arrival. */
	seen: Seen[];
	note: string;
	/** What disqualifies the run, in words. */
	faults: string[];
}

/** A target figure. */
export interface Goal {
	text: string;
	/** The measured figure, with its unit. */
	measured: string;
	isMet: boolean;
	/** Why, and what would reach it. Shown only if it is missed. */
	whenMissed?: string;
}

export interface CaseResult {
	title: string;
	goals: Goal[];
	/** Further remarks, one line each. */
	remarks?: string[];
	/** One row per peer. */
	rows: Measured[];
}

/**
 * Checks a peer's report against the service's journal.
 *
 * @param ids what the peer was given
 */
export function judge(
	peer: PeerName,
	ids: readonly string[],
	{ wallMs, cpuMs, done, failed, error }: Run,
	{ seen, mostAtOnce }: Observation,
): Measured {
	const times = new Map(ids.map((id) => [id, 0]));
	for (const { id = '' } of accepted(seen)) times.set(id, (times.get(id) ?? 0) + 1);
	const deleted = [...times.values()].filter((count) => count > 0).length;
	const faults: string[] = [];
	if (times.size > ids.length) faults.push('deleted what it was not given');
	const twice = [...times.values()].filter((count) => count > 1).length;
	if (twice > 0) faults.push(`deleted ${twice} conversations more than once`);
	// A failed n8n step reports nothing about its items.
	if (done !== deleted && done > 0)
		faults.push(`told of ${done} deletions, but there were ${deleted}`);
	return {
		label: LABELS[peer],
		given: ids.length,
		deleted,
		done,
		failed,
		requests: seen.length,
		refused: refused(seen).length,
		wallMs,
		cpuMs: cpuMs / seen.length,
		mostAtOnce,
		seen,
		note: error ?? '',
		faults,
	};
}

/** Conversations deleted a second. */
export function rateOf({ deleted, wallMs }: Measured): number {
	return deleted / (wallMs / 1000);
}

/** Share of the requests that were answered with 429, from 0 to 1. */
export function refusedShare(measured: Measured): number {
	return measured.refused / measured.requests;
}

/** The goal for 429s, as a share of the requests. */
export function fewRefused(measured: Measured, most = 0.02): Goal {
	const share = refusedShare(measured);
	const text = `429s < ${most * 100} % of requests`;
	return { text, measured: percent(share), isMet: share < most };
}

/** Faults of a peer that did not do all it was given; none of its figures count then. */
export function complete({ label, given, deleted, done, note }: Measured): string[] {
	if (deleted === given && done === given) return [];
	return [`${label} deleted ${deleted} of ${given} and told of ${done}. ${note}`];
}
