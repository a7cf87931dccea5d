/* eslint-disable @n8n/community-nodes/require-node-api-error -- runs on a developer's machine, not in n8n */
import type { Browser, Locator, Page } from 'playwright-core';
import { OWNER } from '../../../tools/start';
import { eventually } from '../../support/eventually';
import { launchChromium } from './chromium';
import { NodePanel } from './nodePanel';

/** The size of a small laptop's screen: what is cut off here, users see cut off. */
const VIEWPORT = { width: 1280, height: 900 };
/** For one step of the browser; an editor that loads on a busy machine takes its time. */
const STEP_TIMEOUT_MS = 30_000;
/** For the right list of nodes after a click. */
const LIST_TIMEOUT_MS = 5_000;

/** n8n's editor in a browser, signed in as the owner. */
export class Editor {
	/** What the browser had to complain about since they were taken last. */
	private complaints: string[] = [];

	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
		private readonly url: string,
	) {}

	/** @param url of n8n, without trailing slash */
	static async open(url: string): Promise<Editor> {
		const browser = await launchChromium();
		try {
			const context = await browser.newContext({ viewport: VIEWPORT, colorScheme: 'light' });
			context.setDefaultTimeout(STEP_TIMEOUT_MS);
			// The editor asks for pictures and news of n8n; these tests ask nobody.
			await context.route(
				({ origin }) => origin !== url,
				async (route) => await route.abort(),
			);
			const editor = new Editor(browser, await context.newPage(), url);
			await editor.signIn();
			return editor;
		} catch (error) {
			await browser.close();
			throw error;
		}
	}

	private async signIn(): Promise<void> {
		const { page, url } = this;
		await page.goto(`${url}/signin`);
		await page.fill('input[name=emailOrLdapLoginId]', OWNER.email);
		await page.fill('input[name=password]', OWNER.password);
		await page.click('[data-test-id=form-submit-button]');
		await page.waitForURL(/home|workflow/);
		// From now on: before, the editor asks who is signed in, and is told that nobody is.
		page.on('console', (message) => {
			const { url: where } = message.location();
			if (message.type() !== 'error' || !where.startsWith(url)) return;
			this.complaints.push(`${message.text()} (${where.slice(url.length)})`);
		});
		page.on('pageerror', (error) => this.complaints.push(String(error)));
	}

	/** @returns the errors in the browser's console since the last time, which then are forgotten */
	takeComplaints(): string[] {
		return this.complaints.splice(0);
	}

	byTestId(id: string): Locator {
		return this.page.locator(`[data-test-id="${id}"]`);
	}

	/** Shows a workflow, or a new one. */
	async openWorkflow(id = 'new'): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.page
			.locator('[data-test-id=canvas-node], [data-test-id=canvas-plus-button]')
			.first()
			.waitFor();
	}

	/** Opens the panel of a node of the workflow that is shown; one that is open is closed first. */
	async openByClick(nodeName: string): Promise<NodePanel> {
		if (await this.byTestId('ndv-close-button').isVisible()) await new NodePanel(this.page).close();
		await this.page.locator(`[data-test-id=canvas-node][data-node-name="${nodeName}"]`).dblclick();
		return await this.nodePanel();
	}

	/** @returns the panel that is open, or opens at this moment */
	async nodePanel(): Promise<NodePanel> {
		const panel = new NodePanel(this.page);
		await panel.ready();
		return panel;
	}

	/**
	 * Opens a list of nodes, and types into its search. A click that comes while the editor is still
	 * busy with the workflow opens another list, or none: then it is made again.
	 *
	 * @param button that opens it
	 * @param title of the list
	 * @returns names that are found
	 */
	async searchNodes(button: Locator, title: string, text: string): Promise<Locator> {
		const header = this.byTestId('nodes-list-header').getByText(title);
		await eventually(`the list "${title}"`, async () => {
			// Closes another list.
			await this.page.keyboard.press('Escape');
			await button.click();
			await header.waitFor({ timeout: LIST_TIMEOUT_MS });
			return true;
		});
		await this.byTestId('node-creator-search-bar').fill(text);
		const found = this.byTestId('node-creator-item-name');
		await found.filter({ hasText: 'Twilio Conversations' }).first().waitFor();
		return found;
	}

	/** Activates the workflow that is shown, by n8n's button. */
	async publish(): Promise<void> {
		await this.byTestId('workflow-open-publish-modal-button').click();
		await this.byTestId('workflow-publish-button').click();
		await this.byTestId('workflow-publish-button').waitFor({ state: 'hidden' });
	}

	/** Shows nothing, so that the browser asks n8n for nothing. */
	async leave(): Promise<void> {
		await this.page.goto('about:blank');
	}

	async close(): Promise<void> {
		await this.browser.close();
	}
}
