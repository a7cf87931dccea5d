import type { Command } from 'commander';
import { commandLine, whole } from '../../tools/cli/options';

export interface FaultOptions {
	/** Conversations of the two large clean-ups; the other scenarios take a share of them. */
	conversations: number;
	/** The same seed gives the same records, and the same faults in the same order. */
	seed: number;
	/** Runs only scenarios with this text in their name. */
	only: string;
	/** Seconds after which each scenario is cancelled. */
	timeLimit: number;
}

function createCommand(): Command {
	return commandLine(
		'test:faults',
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
		);
}

/** Reads the command line; ends the process for `--help` (0) and for a bad option (2). */
export function readOptions(): FaultOptions {
	return createCommand().parse().opts<FaultOptions>();
}
