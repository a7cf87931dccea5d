import type { Locator } from 'playwright-core';

/** The parts of a DOM element that are used here. */
interface Shown {
	readonly scrollWidth: number;
	readonly clientWidth: number;
	/** null when it is not displayed. */
	readonly offsetParent: object | null;
	readonly innerText: string;
	readonly value?: string;
}

/**
 * @param locator elements with text
 * @returns those whose text is wider than the element, so that its end is cut off
 */
export async function cutOff(locator: Locator): Promise<string[]> {
	return await locator.evaluateAll((elements: Shown[]) =>
		elements
			// One pixel of tolerance for rounding.
			.filter((one) => one.offsetParent !== null && one.scrollWidth > one.clientWidth + 1)
			.filter(({ clientWidth }) => clientWidth > 0)
			.map(
				({ value, innerText, scrollWidth, clientWidth }) =>
					`${value || innerText.trim()} (${scrollWidth} px in ${clientWidth} px)`,
			),
	);
}
