import { seededRandom } from './random';

/**
 * Kinds of faults. Those that start or end with "after", and `truncated`, `empty` and
 * `reset-mid-body`, happen after the request was handled; all others happen instead.
 */
export const FAULT_KINDS = [
	'429',
	'500',
	'502',
	'503',
	'503-retry-after',
	'504',
	'500-after',
	'reset-before',
	'reset-after',
	'reset-mid-body',
	'hang',
	'html',
	'html-200',
	'truncated',
	'empty',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** Only for planned faults: a given answer, before or after the request is handled. */
export const ANSWER_KINDS = ['answer', 'answer-after'] as const;

export type PlannedKind = FaultKind | (typeof ANSWER_KINDS)[number];

/** The response of an `answer` fault. */
export interface FaultAnswer {
	status: number;
	headers?: Record<string, string>;
	/** Sent as JSON. Default: no body. */
	body?: unknown;
}

/** Which requests to hit; all members that are given must match. */
export interface FaultMatch {
	method?: string;
	/** Part of the path, or a pattern for it. */
	path?: string | RegExp;
	operationId?: string;
}

export interface PlannedFault {
	kind: PlannedKind;
	match?: FaultMatch;
	/** How many requests to hit. Default 1. */
	times?: number;
	/** How many matching requests to let pass first. Default 0. */
	skip?: number;
	/** Retry-After of 429 and 503: seconds, a date or any text. `503-retry-after` has 1 by default. */
	retryAfter?: number | string;
	/** Of the kinds `answer` and `answer-after`. Default status 500 without a body. */
	answer?: FaultAnswer;
}

export interface FaultPlan {
	/** Share of matching requests that fail, 0 to 1. */
	rate: number;
	/** Each fault is one of these, picked at random. */
	kinds: FaultKind[];
	match?: FaultMatch;
	/** The same seed gives the same faults in the same places. Default 1. */
	seed?: number;
}

export interface FaultRequest {
	method: string;
	path: string;
	operationId: string;
}

export interface Fault {
	kind: PlannedKind;
	retryAfter?: number | string;
	answer?: FaultAnswer;
}

function fits(match: FaultMatch | undefined, request: FaultRequest): boolean {
	if (!match) return true;
	const { method, path, operationId } = match;
	if (method !== undefined && method.toUpperCase() !== request.method) return false;
	if (operationId !== undefined && operationId !== request.operationId) return false;
	if (path === undefined) return true;
	return typeof path === 'string' ? request.path.includes(path) : path.test(request.path);
}

/** Decides which request fails, and how. */
export class Faults {
	private queue: Array<PlannedFault & { times: number; skip: number }> = [];
	private plan: FaultPlan | null = null;
	private random = seededRandom(1);

	/** Queues faults for the next matching requests. */
	failNext(faults: PlannedFault[]): void {
		for (const fault of faults) this.queue.push({ times: 1, skip: 0, ...fault });
	}

	/** The fault for this request, if any. Queued faults come before random ones. */
	next(request: FaultRequest, plan: FaultPlan | null): Fault | undefined {
		for (const [index, fault] of this.queue.entries()) {
			if (!fits(fault.match, request)) continue;
			if (fault.skip > 0) {
				fault.skip -= 1;
				continue;
			}
			fault.times -= 1;
			if (fault.times <= 0) this.queue.splice(index, 1);
			return fault;
		}
		if (plan !== this.plan) {
			this.plan = plan;
			this.random = seededRandom(plan?.seed ?? 1);
		}
		if (!plan || !fits(plan.match, request)) return undefined;
		if (this.random() >= plan.rate) return undefined;
		const kind = plan.kinds[Math.floor(this.random() * plan.kinds.length)];
		return kind && { kind };
	}

	clear(): void {
		this.queue = [];
		this.plan = null;
	}
}
