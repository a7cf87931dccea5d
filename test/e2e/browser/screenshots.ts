/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from '../places';

/** Overlays of n8n that disappear by themselves. */
const PASSING = ['.el-notification', '[data-reka-popper-content-wrapper]:has([role=tooltip])'];
const WITHOUT_PASSING = `${PASSING.join()} { visibility: hidden !important }`;

/**
 * Takes a screenshot for README and docs if SCREENSHOTS is `true`; otherwise the files stay untouched.
 *
 * @param name of the file in docs/images, without extension
 */
export async function picture(page: Page, name: string): Promise<void> {
	if (process.env.SCREENSHOTS !== 'true') return;
	// Away from anything with a hover effect.
	await page.mouse.move(0, 0);
	// The button shows its spinner a moment longer than the step takes.
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
