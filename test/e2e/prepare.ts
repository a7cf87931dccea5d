import { CURRENT } from '../../tools/start';
import { findChromium } from './browser/chromium';
import { installForTests } from './install';

/** Runs once before all test files, and fails early if something is missing. */
export default async function prepare(): Promise<void> {
	findChromium();
	await installForTests(CURRENT);
}
