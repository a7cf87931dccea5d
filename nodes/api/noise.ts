/** Enough requests to judge by. */
const ENOUGH = 200;

/** Less is what several runs on one account do to each other, more is a limit. */
const LEAST = 0.05;
const MOST = 0.12;

/** For so many requests it does not try again. */
const LESSON = 2000;

/**
 * Finds out whether refusals have anything to do with the pace. At a pace that is known to be good
 * there are next to none; where some come nevertheless, slowing down does not help and would never
 * end. So it tries not to heed them, and does so as long as there are not many more.
 */
export class Noise {
	private taken = 0;

	private refused = 0;

	private lessonLeft = 0;

	private likely = false;

	/** Whether refusals are not to be heeded. */
	get isLikely(): boolean {
		return this.likely;
	}

	/**
	 * Notes what became of a request.
	 *
	 * @param isCalm whether the pace was known to be good
	 */
	note(isRefused: boolean, isCalm: boolean): void {
		if (this.lessonLeft > 0) this.lessonLeft--;
		else if (isCalm || this.likely) this.count(isRefused);
	}

	private count(isRefused: boolean): void {
		if (isRefused) this.refused++;
		else this.taken++;
		const all = this.taken + this.refused;
		if (all < ENOUGH) return;
		const share = this.refused / all;
		if (this.likely && share > MOST) this.lessonLeft = LESSON;
		this.likely = share > LEAST && share < MOST;
		this.taken = 0;
		this.refused = 0;
	}
}
