import type { Locator, Page } from 'playwright-core';

/** The "From list" picker of one field. */
export class Picker {
	private readonly items: Locator;
	/** Why there is no list. */
	readonly error: Locator;

	constructor(
		private readonly page: Page,
		private readonly field: Locator,
	) {
		this.items = page.locator('[data-test-id=rlc-item]:visible');
		this.error = page.locator('[data-test-id=rlc-error-container]:visible');
	}

	/** Waits until it shows a list, or why there is none. */
	async open(): Promise<void> {
		await this.input.click();
		await this.items.or(this.error).first().waitFor();
	}

	private get input(): Locator {
		return this.field.locator('[data-test-id=rlc-input]');
	}

	/** @returns the entries that are loaded so far */
	async entries(): Promise<string[]> {
		return (await this.items.allInnerTexts()).map((text) => text.trim());
	}

	/** Types into the search. @param expected an entry that is waited for */
	async search(text: string, expected: string): Promise<void> {
		await this.page.locator('[data-test-id=rlc-search]:visible').fill(text);
		// The list before has it too: only when others are gone, this is the new one.
		await this.items.filter({ hasNotText: expected }).first().waitFor({ state: 'hidden' });
		await this.items.filter({ hasText: expected }).first().waitFor();
	}

	/** @param text part of the entry */
	async choose(text: string): Promise<void> {
		await this.items.filter({ hasText: text }).first().click();
		await this.items.first().waitFor({ state: 'hidden' });
	}

	/** @returns what the field shows as chosen */
	async chosen(): Promise<string> {
		return await this.input.inputValue();
	}
}
