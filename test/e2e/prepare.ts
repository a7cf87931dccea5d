import { CURRENT } from '../../tools/start';
import { findChromium } from './browser/chromium';
import { installForTests } from './install';

/** Runs once before all test files; what is missing is said before anything takes minutes. */
export default async function prepare(): Promise<void> {
	findChromium();
	await installForTests(CURRENT);
}
