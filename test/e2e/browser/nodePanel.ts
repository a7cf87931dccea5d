import type { Locator, Page } from 'playwright-core';
import { cutOff } from './cutOff';
import { Picker } from './picker';

/** The panel of a node: fields in the middle, output on the right. */
export class NodePanel {
	/** The fields, from the credential down. */
	private readonly list: Locator;
	/** The output of the step, or its error. */
	readonly output: Locator;

	/** Visible while a trigger waits for a test event. */
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

	/** @returns the chosen option of a dropdown */
	async value(name: string): Promise<string> {
		return await this.field(name).locator('input').first().inputValue();
	}

	/** @returns the text in a field, e.g. the options chosen in a multi-select */
	async shown(name: string): Promise<string> {
		return await this.field(name).innerText();
	}

	/** @returns names of the visible parameters, top to bottom, including those in collections */
	async fields(): Promise<string[]> {
		return await this.list
			.locator('label[for]')
			.evaluateAll((labels: Array<{ htmlFor: string }>) => labels.map(({ htmlFor }) => htmlFor));
	}

	/** @returns the texts of the yellow notices */
	async notices(): Promise<string[]> {
		return await this.list.locator('.notice').allInnerTexts();
	}

	/**
	 * @returns labels and values that are cut off, with the width they need and the width they have
	 */
	async cutOff(): Promise<string[]> {
		return await cutOff(this.list.locator('label span, button, input'));
	}

	/** Picks an option of a dropdown by mouse. @param label of the option */
	async choose(name: string, label: string): Promise<void> {
		if ((await this.value(name)) === label) return;
		await this.field(name).locator('input').first().click();
		const choices = this.page.locator('.el-select-dropdown__item:visible');
		await choices.filter({ has: this.page.getByText(label, { exact: true }) }).click();
		await choices.first().waitFor({ state: 'hidden' });
	}

	/**
	 * Adds a field to the first collection of the form, and types a text into it.
	 *
	 * @param label of the field
	 * @param name of the parameter
	 */
	async addText(label: string, name: string, text: string): Promise<void> {
		await this.page.locator('[data-test-id^="collection-parameter-add"]').first().click();
		await this.page.getByText(label, { exact: true }).last().click();
		await this.enter(name, text);
	}

	/** Enters a text in a field that is shown. */
	async enter(name: string, text: string): Promise<void> {
		await this.field(name).locator('input, textarea').first().fill(text);
		// n8n stores the text when the field loses focus.
		await this.page.keyboard.press('Tab');
	}

	/** Enters a text into a field of which there may be several. @param nth from 0, top to bottom */
	async enterNth(name: string, nth: number, text: string): Promise<void> {
		await this.field(name).nth(nth).locator('input, textarea').first().fill(text);
		// n8n takes a text over when the field is left.
		await this.page.keyboard.press('Tab');
	}

	/**
	 * Writes into a field, as a user does.
	 *
	 * @param nth of several of that name, from 0, top to bottom
	 */
	async write(name: string, text: string, nth = 0): Promise<void> {
		await this.field(name).nth(nth).locator('input, textarea').first().click();
		await this.page.keyboard.insertText(text);
		// n8n takes a text over when the field is left.
		await this.page.keyboard.press('Tab');
	}

	/** Adds a switch to the last collection of the form, and turns it. */
	async addSwitch(label: string, name: string): Promise<void> {
		await this.page.locator('[data-test-id^="collection-parameter-add"]').last().click();
		await this.page.getByText(label, { exact: true }).last().click();
		await this.toggle(name);
	}

	/** Turns a switch. */
	async toggle(name: string): Promise<void> {
		await this.field(name).locator('.el-switch').click();
	}

	/** Takes a group of fields out of a collection. */
	async removeGroup(name: string): Promise<void> {
		const group = this.list.locator(`[data-test-id="fixed-collection-${name}"]`);
		await group.hover();
		await group.locator('[data-test-id=fixed-collection-delete]').first().click();
		await group.locator('[data-test-id=fixed-collection-delete]').waitFor({ state: 'hidden' });
	}

	/** Opens the dialog for a new credential. */
	async newCredential(): Promise<void> {
		await this.page.locator('[data-test-id=node-credentials-select] input').click();
		await this.page.locator('[data-test-id=node-credentials-select-item-new]:visible').click();
	}

	/** Opens the dialog of the chosen credential. */
	async editCredential(): Promise<void> {
		await this.page.click('[data-test-id=credential-edit-button]');
	}

	/**
	 * Opens the "From list" picker of a field.
	 *
	 * @param nth of several of that name, from 0, top to bottom
	 */
	async openPicker(name: string, nth = 0): Promise<Picker> {
		const picker = new Picker(this.page, this.field(name).nth(nth));
		await picker.open();
		return picker;
	}

	/** Clicks "Execute step". */
	async execute(): Promise<void> {
		await this.page.click('[data-test-id=node-execute-button]');
	}

	/** Clicks the trigger's button that waits for a test event. */
	async listen(): Promise<void> {
		await this.page.click('[data-test-id=trigger-execute-button]');
	}

	/** Waits for the output of the step. @returns e.g. `5 items` */
	async itemCount(): Promise<string> {
		return await this.output.locator('[data-test-id=ndv-items-count]').innerText();
	}

	/** Waits until a text is in the output. */
	async seeInOutput(text: string): Promise<void> {
		await this.output.getByText(text).first().waitFor();
	}

	/** Scrolls to a text at the end of the output; n8n renders only what is near. */
	async scrollOutputTo(text: string): Promise<void> {
		await this.output.locator('[data-test-id=ndv-data-container]').hover();
		await this.page.mouse.wheel(0, 100_000);
		await this.output.getByText(text).first().scrollIntoViewIfNeeded();
	}

	/** @param view of the output, e.g. `Schema` */
	async show(view: string): Promise<void> {
		await this.output.getByText(view, { exact: true }).click();
	}

	/** Shows the output as a table. @returns the height of each of its rows, in px */
	async rowHeights(): Promise<number[]> {
		await this.output.locator('[data-test-id=ndv-run-data-display-mode]').hover();
		await this.output.getByText('Table', { exact: true }).click();
		const rows = this.output.locator('tbody tr');
		await rows.first().waitFor();
		return await rows.evaluateAll((all: Array<{ offsetHeight: number }>) =>
			all.map(({ offsetHeight }) => offsetHeight),
		);
	}

	/** @returns names of the parameters that can be left to a model by a click */
	async leftToModel(): Promise<string[]> {
		const inputs = this.list.locator(
			'.parameter-item:has([data-test-id=from-ai-override-button]) label[for]',
		);
		return await inputs.evaluateAll((labels: Array<{ htmlFor: string }>) =>
			labels.map(({ htmlFor }) => htmlFor),
		);
	}

	/** Moves the divider to the left to show more of the output. */
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
