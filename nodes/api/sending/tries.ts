import type { CircuitBreaker } from './circuitBreaker';
import { now } from '../clock';
import type { Failure, Outcome } from '../answers/outcome';
import { isUncertain, retryDelay } from './retry';

/** The tries of one request: how many there were, what became of them, and whether one more follows. */
export class Tries {
	made = 0;

	/** Of the last one. */
	failure: Failure | undefined;

	/** Milliseconds to wait before the next one; undefined: there is none. */
	delay: number | undefined;

	/** Whether one of them may have been carried out although no good answer came. */
	mayHaveRun = false;

	private begun: number | undefined;

	/** Milliseconds spent in tries and in the waits between them, not in a queue for a turn. */
	private elapsedMs = 0;

	/**
	 * @param repeatable whether carrying the request out twice does no harm
	 * @param patienceMs no further try is begun after so long
	 */
	constructor(
		readonly repeatable: boolean,
		private readonly patienceMs: number,
	) {}

	/**
	 * Makes a try.
	 *
	 * @param send sends the request
	 * @param breaker of the run
	 * @throws what `send` throws
	 */
	async make(send: () => Promise<Outcome>, breaker: CircuitBreaker): Promise<Outcome> {
		const sentAt = now();
		this.begun ??= sentAt;
		this.made++;
		const judged = async () => {
			const outcome = await send();
			this.elapsedMs += now() - sentAt;
			this.judge(outcome);
			return { outcome, delay: this.delay };
		};
		return await breaker.watch(judged, this.begun);
	}

	/** @param milliseconds between two tries */
	waited(milliseconds: number): void {
		this.elapsedMs += milliseconds;
	}

	private judge(outcome: Outcome): void {
		const { made, elapsedMs, patienceMs, repeatable } = this;
		this.failure = outcome.kind === 'done' ? undefined : outcome;
		this.mayHaveRun ||= isUncertain(outcome);
		this.delay = retryDelay(outcome, { made, elapsedMs, patienceMs, repeatable });
	}
}
