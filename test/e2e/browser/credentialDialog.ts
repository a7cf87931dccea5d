import type { Locator, Page } from 'playwright-core';

/** The dialog to enter a credential. */
export class CredentialDialog {
	private readonly dialog: Locator;
	/** The message after a successful test. */
	readonly success: Locator;

	constructor(private readonly page: Page) {
		this.dialog = page.locator('[data-test-id=credential-edit-dialog]');
		this.success = this.dialog.locator(
			'[data-test-id=credentials-config-container-test-success]:visible',
		);
	}

	field(name: string): Locator {
		return this.dialog.locator(`[data-test-id=parameter-input-${name}]`);
	}

	async fill(values: Record<string, string>): Promise<void> {
		for (const [name, value] of Object.entries(values)) {
			await this.field(name).locator('input').fill(value);
		}
	}

	/** n8n then tests the credential, and closes the dialog if the test succeeds. */
	async save(): Promise<void> {
		await this.page.click('[data-test-id=credential-save-button]');
	}

	/** Waits until the test has failed. @returns the message */
	async failure(): Promise<string> {
		await this.dialog.getByText('Couldn’t connect with these settings').waitFor();
		await this.dialog.getByText('More details').click();
		return await this.dialog
			.locator('[data-test-id=node-credentials-config-container]')
			.innerText();
	}

	async close(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.closed();
	}

	async closed(): Promise<void> {
		await this.dialog.waitFor({ state: 'hidden' });
	}
}
