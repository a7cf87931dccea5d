/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from '../places';

/** Overlays of n8n that disappear after a while. */
const PASSING = ['.el-notification', '[data-reka-popper-content-wrapper]:has([role=tooltip])'];
const WITHOUT_PASSING = `${PASSING.join()} { visibility: hidden !important }`;

/**
 * Takes a picture for the README where SCREENSHOTS is `true`; a run of the tests leaves the pictures
 * as they are.
 *
 * @param name of the file in docs/images, without ending
 */
export async function picture(page: Page, name: string): Promise<void> {
	if (process.env.SCREENSHOTS !== 'true') return;
	// Where nothing changes its look because the mouse is over it.
	await page.mouse.move(0, 0);
	// A moment longer than the step itself, its button shows that it runs.
	await page
		.locator('[data-test-id=node-execute-button] .n8n-spinner')
		.waitFor({ state: 'hidden' });
	await page.screenshot({
		path: join(ROOT, 'docs/images', `${name}.png`),
		style: WITHOUT_PASSING,
		animations: 'disabled',
		caret: 'hide',
	});
}
