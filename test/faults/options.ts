/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { Command, InvalidArgumentError } from 'commander';

/** What the proof can be told. */
export interface FaultOptions {
	/** Conversations of the two great clean-ups; the other scenarios take a share of them. */
	conversations: number;
	/** Same number, same stock, same faults in the same order. */
	seed: number;
	/** Only scenarios with this in their name. */
	only: string;
	/** Each scenario is cancelled after so many seconds. */
	timeLimit: number;
}

/** A command line that cannot be understood; the explanation has been printed. */
const EXIT_BAD_OPTION = 2;

function whole(min: number, max: number): (text: string) => number {
	return (text) => {
		const value = Number(text);
		if (/^\d+$/.test(text) && value >= min && value <= max) return value;
		throw new InvalidArgumentError(`A whole number from ${min} to ${max} is needed.`);
	};
}

function createCommand(): Command {
	return new Command('test:faults')
		.usage('[options]    (with npm: npm run test:faults -- [options])')
		.description(
			"Runs the action node in n8n's own engine against a local Twilio Conversations v2 that answers " +
				'one request in five badly, kills it, lets its clock jump, cancels it, and compares what ' +
				'it reports with what was done, conversation by conversation. Nothing leaves this machine.',
		)
		.option('--conversations <number>', 'in each great clean-up', whole(500, 100_000), 10_000)
		.option('--seed <number>', 'same number, same faults in the same order', whole(0, 1e9), 1)
		.option('--only <text>', 'only scenarios with this in their name', '')
		.option('--time-limit <seconds>', 'cancel each scenario then', whole(1, 3_600), 1_800)
		.addHelpText(
			'after',
			'\nWhich request meets which fault depends on the order in which requests arrive, so a\n' +
				'second run with the same seed is alike, not equal. Each problem tells its own requests.\n' +
				'\nExit code: 0 all agrees, 1 something does not, 2 bad option, 130 stopped with Ctrl-C.\n',
		)
		.showHelpAfterError('(--help lists all options)')
		.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : EXIT_BAD_OPTION));
}

/** Reads the command line; ends the process for `--help` (0) and for a bad option (2). */
export function readOptions(): FaultOptions {
	return createCommand().parse().opts<FaultOptions>();
}
