import { here } from './engine';
import { clockScenario, endlessScenario } from './scenarios/clock';
import { killedScenario } from './scenarios/killed';
import { expectAgreement, useSmallStage } from './small';
import type { Finding } from './stage';
import { withoutJitter } from '../support/withoutJitter';

/** Each process loads n8n's engine, possibly on a busy machine. */
const TIMEOUT_MS = 60_000;

const { play, startProcess } = useSmallStage();

withoutJitter();

describe('an engine in a process of its own', () => {
	let killed: Promise<Finding>;
	beforeAll(() => {
		killed = play(killedScenario('delete'), 150, here);
		// Otherwise a failure before the test awaits it would be an unhandled rejection.
		killed.catch(() => undefined);
	});

	it(
		'whose clock jumps by hours gives nothing up, waits no shorter and no longer than it should',
		async () => {
			const engine = startProcess();
			expectAgreement(await play(clockScenario('to and fro'), 40, engine));
			expectAgreement(await play(endlessScenario('back'), 20, engine));
		},
		TIMEOUT_MS,
	);

	it(
		'that is killed half-way leaves nothing that the next run does twice or not at all',
		async () => expectAgreement(await killed),
		TIMEOUT_MS,
	);
});
