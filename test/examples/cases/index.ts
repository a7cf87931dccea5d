import { nightlyCleanup } from './nightlyCleanup';
import type { ExampleCase } from './types';

/** What is expected of each example, by file name. An example that is not here fails the suite. */
export const EXPECTATIONS: Readonly<Record<string, readonly ExampleCase[]>> = {
	'nightly-cleanup.json': nightlyCleanup,
};
