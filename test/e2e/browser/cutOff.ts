import type { Locator } from 'playwright-core';

/** The parts of a DOM element that are used here. */
interface Shown {
	readonly scrollWidth: number;
	readonly clientWidth: number;
	/** null when it is not displayed. */
	readonly offsetParent: object | null;
	readonly innerText: string;
	/** Of an input; so is the placeholder. */
	value?: string;
	readonly placeholder?: string;
}

/**
 * @param locator elements with text
 * @returns those whose text is wider than the element, so that its end is cut off
 */
export async function cutOff(locator: Locator): Promise<string[]> {
	return await locator.evaluateAll((elements: Shown[]) =>
		elements
			.filter((one) => one.offsetParent !== null && one.clientWidth > 0)
			.flatMap((one) => {
				const { value, placeholder, innerText, clientWidth } = one;
				const hint = value === '' && placeholder;
				// A placeholder has no width of its own. n8n hears of no change without an event.
				if (hint) one.value = hint;
				const { scrollWidth } = one;
				if (hint) one.value = '';
				// One pixel of tolerance for rounding.
				if (scrollWidth <= clientWidth + 1) return [];
				return `${value || hint || innerText.trim()} (${scrollWidth} px in ${clientWidth} px)`;
			}),
	);
}
