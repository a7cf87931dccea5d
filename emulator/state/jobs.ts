/** Asynchronous work: operations and actions. */
export interface Job {
	/** Polls left until it is finished; null: polling never finishes it. */
	pollsLeft: number | null;
	/** When it is finished, milliseconds since the epoch; null: time never finishes it. */
	dueAt: number | null;
	/** Polls so far. */
	polls: number;
	done: boolean;
	finish: () => void;
}

export interface JobSpeed {
	polls: number | null;
	ms: number | null;
}

/**
 * Finishes jobs after enough polls or when their time has come. They are sorted by due time, so
 * that checking costs nothing while none is due.
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

	/** Counts one poll, and finishes the job if that was the last one needed. */
	poll(job: Job): void {
		if (job.done) return;
		job.polls += 1;
		if (job.pollsLeft !== null && job.pollsLeft-- <= 0) this.finish(job);
	}

	/** Finishes all jobs that are due. */
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
