import type { Locator } from 'playwright-core';

/** Of the browser's elements, what is looked at here. */
interface Shown {
	readonly scrollWidth: number;
	readonly clientWidth: number;
	/** null when it is not displayed. */
	readonly offsetParent: object | null;
	readonly innerText: string;
	readonly value?: string;
}

/**
 * @param locator elements that hold text
 * @returns those whose text is wider than they are, so that its end cannot be read
 */
export async function cutOff(locator: Locator): Promise<string[]> {
	return await locator.evaluateAll((elements: Shown[]) =>
		elements
			// One pixel is lost in rounding.
			.filter((one) => one.offsetParent !== null && one.scrollWidth > one.clientWidth + 1)
			.filter(({ clientWidth }) => clientWidth > 0)
			.map(
				({ value, innerText, scrollWidth, clientWidth }) =>
					`${value || innerText.trim()} (${scrollWidth} px in ${clientWidth} px)`,
			),
	);
}
