/** Made-up time: what is planned happens in the order of its times, and at once. */
export class Agenda {
	private readonly events: Array<{ readonly at: number; readonly run: () => void }> = [];

	/** Milliseconds. */
	now = 0;

	/** @param at milliseconds; of several at the same time, the one that was planned first is first */
	plan(at: number, run: () => void): void {
		// The latest is first, so that the next can be taken off the end.
		let index = this.events.length;
		while (index > 0 && this.events[index - 1].at <= at) index--;
		this.events.splice(index, 0, { at, run });
	}

	/** @returns false when nothing is planned any more */
	next(): boolean {
		const event = this.events.pop();
		if (event === undefined) return false;
		this.now = event.at;
		event.run();
		return true;
	}
}
