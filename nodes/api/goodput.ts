const SECOND_MS = 1000;

/** How many requests the server took in the last second. */
export class Goodput {
	private times: number[] = [];

	private first = 0;

	/** @param now milliseconds; not before the one that was added last */
	add(now: number): void {
		this.times.push(now);
		this.forget(now);
	}

	perSecond(now: number): number {
		this.forget(now);
		return this.times.length - this.first;
	}

	private forget(now: number): void {
		while (this.first < this.times.length && this.times[this.first] <= now - SECOND_MS) {
			this.first++;
		}
		// Seldom, because it copies all that is left.
		if (this.first < SECOND_MS) return;
		this.times = this.times.slice(this.first);
		this.first = 0;
	}
}
