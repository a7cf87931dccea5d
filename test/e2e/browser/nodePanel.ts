import type { Locator, Page } from 'playwright-core';
import { cutOff } from './cutOff';
import { Picker } from './picker';

/** The panel of a node: its fields in the middle, what comes out on the right. */
export class NodePanel {
	/** The fields, from the credential down. */
	private readonly list: Locator;
	/** What the step gave out, or why it failed. */
	readonly output: Locator;

	/** Says that a trigger waits for a test event. */
	readonly listening: Locator;

	constructor(readonly page: Page) {
		this.listening = page.getByText('Listening for test event').first();
		this.list = page
			.locator('[data-test-id=node-parameters] .parameter-input-list-wrapper')
			.first();
		this.output = page.locator('[data-test-id=output-panel]');
	}

	async ready(): Promise<void> {
		await this.list.locator('label[for]').first().waitFor();
	}

	field(name: string): Locator {
		return this.list.locator(`[data-test-id="parameter-input-${name}"]`);
	}

	/** @returns the name of the node */
	async title(): Promise<string> {
		return await this.page.locator('[data-test-id=node-title-container]').innerText();
	}

	/** @returns what a dropdown shows as chosen */
	async value(name: string): Promise<string> {
		return await this.field(name).locator('input').first().inputValue();
	}

	/** @returns the text that a field shows, e.g. the chosen ones of several */
	async shown(name: string): Promise<string> {
		return await this.field(name).innerText();
	}

	/** @returns names of the parameters that are shown, top to bottom, those in collections too */
	async fields(): Promise<string[]> {
		return await this.list
			.locator('label[for]')
			.evaluateAll((labels: Array<{ htmlFor: string }>) => labels.map(({ htmlFor }) => htmlFor));
	}

	/** @returns what is in the yellow boxes */
	async notices(): Promise<string[]> {
		return await this.list.locator('.notice').allInnerTexts();
	}

	/** @returns labels and values that do not fit, with the width they want and the one they have */
	async cutOff(): Promise<string[]> {
		return await cutOff(this.list.locator('label span, button, input'));
	}

	/** Chooses from a dropdown, as a user does. @param label of the choice */
	async choose(name: string, label: string): Promise<void> {
		if ((await this.value(name)) === label) return;
		await this.field(name).locator('input').first().click();
		const choices = this.page.locator('.el-select-dropdown__item:visible');
		await choices.filter({ has: this.page.getByText(label, { exact: true }) }).click();
		await choices.first().waitFor({ state: 'hidden' });
	}

	/**
	 * Adds a field to the first collection of the form and enters a text, as a user does.
	 *
	 * @param label of the field, @param name its parameter
	 */
	async addText(label: string, name: string, text: string): Promise<void> {
		await this.page.locator('[data-test-id^="collection-parameter-add"]').first().click();
		await this.page.getByText(label, { exact: true }).last().click();
		await this.field(name).locator('input, textarea').first().fill(text);
		// n8n takes a text over when the field is left.
		await this.page.keyboard.press('Tab');
	}

	/** Opens the dialog for a credential to be made. */
	async newCredential(): Promise<void> {
		await this.page.locator('[data-test-id=node-credentials-select] input').click();
		await this.page.locator('[data-test-id=node-credentials-select-item-new]:visible').click();
	}

	/** Opens the dialog of the credential that is chosen. */
	async editCredential(): Promise<void> {
		await this.page.click('[data-test-id=credential-edit-button]');
	}

	/** Opens the "From list" picker of a field. */
	async openPicker(name: string): Promise<Picker> {
		const picker = new Picker(this.page, this.field(name));
		await picker.open();
		return picker;
	}

	/** Clicks "Execute step". */
	async execute(): Promise<void> {
		await this.page.click('[data-test-id=node-execute-button]');
	}

	/** Clicks the button of a trigger that lets it wait for a test event. */
	async listen(): Promise<void> {
		await this.page.click('[data-test-id=trigger-execute-button]');
	}

	/** Waits until the step has given something out. @returns e.g. `5 items` */
	async itemCount(): Promise<string> {
		return await this.output.locator('[data-test-id=ndv-items-count]').innerText();
	}

	/** Waits until a text is in the output. */
	async seeInOutput(text: string): Promise<void> {
		await this.output.getByText(text).first().waitFor();
	}

	/** @param view of the output, e.g. `Schema` */
	async show(view: string): Promise<void> {
		await this.output.getByText(view, { exact: true }).click();
	}

	/** Draws the fields to the left, so that more of the output is seen. */
	async widenOutput(): Promise<void> {
		await this.page.locator('[data-test-id=panel-drag-button]').hover();
		await this.page.mouse.down();
		await this.page.mouse.move(0, 60, { steps: 10 });
		await this.page.mouse.up();
	}

	async close(): Promise<void> {
		await this.page.click('[data-test-id=ndv-close-button]');
		await this.page.locator('[data-test-id=ndv]').waitFor({ state: 'hidden' });
	}
}
