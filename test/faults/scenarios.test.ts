import { here } from './engine';
import { ANYWHERE } from './scenarios';
import { expectAgreement, useSmallStage } from './small';
import type { Finding } from './stage';

/** What `npm run test:faults` does with thousands. */
const CONVERSATIONS = 150;
const LEAST_SHARE = 0.4;

/** All of them run at once, on a machine that may have other things to do. */
const TIMEOUT_MS = 60_000;

const { play } = useSmallStage();

// The jitter of the delays is a share of them; no share, no waiting.
beforeAll(() => jest.spyOn(Math, 'random').mockReturnValue(0));
afterAll(() => jest.restoreAllMocks());

describe('with a fifth of all answers faulty, report and emulator agree', () => {
	const findings = new Map<string, Promise<Finding>>();
	const cases = ANYWHERE.map(({ scenario, share }) => ({
		name: scenario.name,
		scenario,
		size: CONVERSATIONS * Math.max(share, LEAST_SHARE),
	}));
	beforeAll(() => {
		for (const { name, scenario, size } of cases) {
			const finding = play(scenario, size, here);
			// Whether it fails is told by the test that waits for it.
			finding.catch(() => undefined);
			findings.set(name, finding);
		}
	});

	it.each(cases)(
		'$name',
		async ({ name, scenario, size }) =>
			expectAgreement(await (findings.get(name) ?? play(scenario, size, here))),
		TIMEOUT_MS,
	);
});
