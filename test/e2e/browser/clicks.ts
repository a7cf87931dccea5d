import type { Page } from 'playwright-core';

/** In the page: the first of a double click has the detail 1, the second 2. */
const LISTENER = `addEventListener('mousedown', ({ isTrusted, detail }) => {
	if (isTrusted && detail === 1) countClick();
}, true);`;

/** Counts the clicks of a job. A double click and a drag count as one; keys do not count. */
export class Clicks {
	private count = 0;

	/** For a page that is yet to load what is clicked on. */
	static async on(page: Page): Promise<Clicks> {
		const clicks = new Clicks();
		await page.exposeFunction('countClick', () => {
			clicks.count++;
		});
		await page.addInitScript({ content: LISTENER });
		return clicks;
	}

	/** @returns how many there were since they were taken last */
	take(): number {
		const { count } = this;
		this.count = 0;
		return count;
	}
}
