/** Simulated time: planned events run in order of their times, without waiting. */
export class Agenda {
	private readonly events: Array<{ readonly at: number; readonly run: () => void }> = [];

	/** Milliseconds. */
	now = 0;

	/** @param at milliseconds; events at the same time run in the order in which they were planned */
	plan(at: number, run: () => void): void {
		// Latest first, so that the next event can be taken off the end.
		let index = this.events.length;
		while (index > 0 && this.events[index - 1].at <= at) index--;
		this.events.splice(index, 0, { at, run });
	}

	/** @returns false when nothing is left */
	next(): boolean {
		const event = this.events.pop();
		if (event === undefined) return false;
		this.now = event.at;
		event.run();
		return true;
	}
}
