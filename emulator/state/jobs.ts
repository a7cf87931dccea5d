/** Work that is finished later: operations and actions. */
export interface Job {
	/** Finished after being asked about this often; null: not by being asked. */
	pollsLeft: number | null;
	/** Finished at this time (milliseconds since the epoch); null: not by time. */
	dueAt: number | null;
	/** How often it was asked about. */
	polls: number;
	done: boolean;
	finish: () => void;
}

export interface JobSpeed {
	polls: number | null;
	ms: number | null;
}

/**
 * Finishes jobs when they have been polled often enough or when their time has come. Looking for
 * due jobs costs nothing while none is due: they are kept in order of their time.
 */
export class Jobs {
	private queue: Job[] = [];
	private head = 0;

	constructor(private readonly now: () => number) {}

	start(speed: JobSpeed, finish: () => void): Job {
		const dueAt = speed.ms === null ? null : this.now() + speed.ms;
		const job: Job = { pollsLeft: speed.polls, dueAt, polls: 0, done: false, finish };
		if (speed.ms === 0) this.finish(job);
		else if (dueAt !== null) this.enqueue(job, dueAt);
		return job;
	}

	/** Counts one question about the job and finishes it if that was enough. */
	poll(job: Job): void {
		if (job.done) return;
		job.polls += 1;
		if (job.pollsLeft !== null && job.pollsLeft-- <= 0) this.finish(job);
	}

	/** Finishes all jobs whose time has come. */
	settleDue(): void {
		const now = this.now();
		for (let job = this.queue[this.head]; job; job = this.queue[this.head]) {
			if (!job.done && (job.dueAt ?? Infinity) > now) return;
			this.head += 1;
			if (!job.done) this.finish(job);
		}
		this.queue = [];
		this.head = 0;
	}

	clear(): void {
		this.queue = [];
		this.head = 0;
	}

	private finish(job: Job): void {
		job.done = true;
		job.finish();
	}

	private enqueue(job: Job, dueAt: number): void {
		let place = this.queue.length;
		while (place > this.head && (this.queue[place - 1]?.dueAt ?? 0) > dueAt) place -= 1;
		this.queue.splice(place, 0, job);
	}
}
