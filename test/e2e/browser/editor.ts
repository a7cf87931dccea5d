/* eslint-disable @n8n/community-nodes/require-node-api-error -- runs on a developer's machine, not in n8n */
import type { Browser, Locator, Page } from 'playwright-core';
import { OWNER } from '../../../tools/start';
import { eventually } from '../../support/eventually';
import { launchChromium } from './chromium';
import { NodePanel } from './nodePanel';

/** A small laptop's screen: text that is cut off here is cut off for users. */
const VIEWPORT = { width: 1280, height: 900 };
/** Time-out of one browser step; the editor may load on a busy machine. */
const STEP_TIMEOUT_MS = 30_000;
/** Time-out for the right list of nodes after a click. */
const LIST_TIMEOUT_MS = 5_000;

/** n8n's editor in a browser, signed in as the owner. */
export class Editor {
	/** Errors in the browser's console since `takeComplaints` was last called. */
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
			// The editor loads pictures and news from n8n's servers; the tests make no outside calls.
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
		// Only from now on: before signing in, the editor logs that nobody is signed in.
		page.on('console', (message) => {
			const { url: where } = message.location();
			if (message.type() !== 'error' || !where.startsWith(url)) return;
			this.complaints.push(`${message.text()} (${where.slice(url.length)})`);
		});
		page.on('pageerror', (error) => this.complaints.push(String(error)));
	}

	/** @returns the errors in the browser's console since the last call, and clears them */
	takeComplaints(): string[] {
		return this.complaints.splice(0);
	}

	byTestId(id: string): Locator {
		return this.page.locator(`[data-test-id="${id}"]`);
	}

	/** Opens a workflow, or a new one. */
	async openWorkflow(id = 'new'): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.page
			.locator('[data-test-id=canvas-node], [data-test-id=canvas-plus-button]')
			.first()
			.waitFor();
	}

	/** Opens the panel of a node in the open workflow; closes one that is open first. */
	async openByClick(nodeName: string): Promise<NodePanel> {
		if (await this.byTestId('ndv-close-button').isVisible()) await new NodePanel(this.page).close();
		await this.page.locator(`[data-test-id=canvas-node][data-node-name="${nodeName}"]`).dblclick();
		return await this.nodePanel();
	}

	/** @returns the panel that is open or about to open */
	async nodePanel(): Promise<NodePanel> {
		const panel = new NodePanel(this.page);
		await panel.ready();
		return panel;
	}

	/**
	 * Opens a list of nodes and searches it. A click while the editor is busy with the workflow may
	 * open another list or none; then it is repeated.
	 *
	 * @param button that opens it
	 * @param title of the list
	 * @returns the names found
	 */
	async searchNodes(button: Locator, title: string, text: string): Promise<Locator> {
		const header = this.byTestId('nodes-list-header').getByText(title);
		await eventually(`the list "${title}"`, async () => {
			// Closes the wrong list.
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

	/** Publishes the open workflow with n8n's button. */
	async publish(): Promise<void> {
		await this.byTestId('workflow-open-publish-modal-button').click();
		await this.byTestId('workflow-publish-button').click();
		await this.byTestId('workflow-publish-button').waitFor({ state: 'hidden' });
	}

	/** Opens an empty page, so that the browser makes no requests to n8n. */
	async leave(): Promise<void> {
		await this.page.goto('about:blank');
	}

	async close(): Promise<void> {
		await this.browser.close();
	}
}
