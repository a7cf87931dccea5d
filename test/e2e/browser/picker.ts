import type { Locator, Page } from 'playwright-core';

/** The "From list" picker of one field. */
export class Picker {
	private readonly items: Locator;
	/** The message shown instead of a list. */
	readonly error: Locator;

	constructor(
		private readonly page: Page,
		private readonly field: Locator,
	) {
		this.items = page.locator('[data-test-id=rlc-item]:visible');
		this.error = page.locator('[data-test-id=rlc-error-container]:visible');
	}

	/** Waits until it shows a list or a message. */
	async open(): Promise<void> {
		await this.input.click();
		await this.items.or(this.error).first().waitFor();
	}

	private get input(): Locator {
		return this.field.locator('[data-test-id=rlc-input]');
	}

	/** @returns the entries loaded so far */
	async entries(): Promise<string[]> {
		return (await this.items.allInnerTexts()).map((text) => text.trim());
	}

	/** Types into the search. @param expected an entry to wait for */
	async search(text: string, expected: string): Promise<void> {
		await this.page.locator('[data-test-id=rlc-search]:visible').fill(text);
		// The full list has this entry too; the search is done once the others are gone.
		await this.items.filter({ hasNotText: expected }).first().waitFor({ state: 'hidden' });
		await this.items.filter({ hasText: expected }).first().waitFor();
	}

	/** @param text part of the entry */
	async choose(text: string): Promise<void> {
		await this.items.filter({ hasText: text }).first().click();
		await this.items.first().waitFor({ state: 'hidden' });
	}

	/** @returns the chosen entry as the field shows it */
	async chosen(): Promise<string> {
		return await this.input.inputValue();
	}
}
