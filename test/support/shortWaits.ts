/** Long enough that other work goes first. */
const LONGEST_MS = 20;

/**
 * n8n-workflow with short sleeps, for tests of what comes after a wait. What looks at the clock after
 * a sleep, e.g. a deadline or the rate of requests, sleeps again until its time has come.
 *
 * Use as `jest.mock('n8n-workflow', () => jest.requireActual('../support/shortWaits').withShortWaits())`.
 */
export function withShortWaits(): object {
	const actual = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	const sleep = async (milliseconds: number) =>
		await actual.sleep(Math.min(milliseconds, LONGEST_MS));
	return { ...actual, sleep };
}
