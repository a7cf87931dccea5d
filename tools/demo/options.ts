import type { Command } from 'commander';
import { commandLine, whole } from '../cli/options';

export interface DemoOptions {
	conversations: number;
	/** The same number gives the same conversations. */
	seed: number;
	/** Latency of each answer in milliseconds. */
	latency: number;
	/** Rate limit of the emulator, in requests a second. */
	rate?: number;
	/** Concurrency limit of the emulator. */
	concurrent?: number;
	closeAfterDays: number;
	deleteAfterDays: number;
	/** Percentage of deletions that fail. */
	fail: number;
	/** Percentage of requests that are answered with a fault first. */
	faults: number;
	/** How many conversations to close in the second part; 0 skips it. */
	events: number;
	/** Whether a customer is asked, in the third part. */
	question: boolean;
	/** Seconds after which each part is cancelled. */
	timeLimit: number;
}

/** The days set in the example. */
export const DAYS_OF_EXAMPLE = { closeAfterDays: 7, deleteAfterDays: 30 } as const;

const MANY = 1_000_000;

function createCommand(): Command {
	const { closeAfterDays, deleteAfterDays } = DAYS_OF_EXAMPLE;
	return commandLine(
		'demo',
		"Runs examples/nightly-cleanup.json in n8n's own engine against a local stand-in for Twilio " +
			'Conversations v2, and checks that what the workflow reports is what was done. Then ' +
			'examples/on-conversation-closed.json, started by signed callbacks, and ' +
			'examples/confirm-appointment.json, which asks and waits. Needs no Twilio account; nothing ' +
			'leaves this machine.',
	)
		.option('--conversations <number>', 'how many there are at first', whole(1, 20_000), 1000)
		.option('--close-after-days <days>', 'idle this long: close', whole(1, 365), closeAfterDays)
		.option(
			'--delete-after-days <days>',
			'closed and unchanged this long: delete',
			whole(1, 365),
			deleteAfterDays,
		)
		.option('--latency <ms>', 'delay of each answer', whole(0, 10_000), 50)
		.option('--rate <number>', 'requests per second, more get a 429', whole(1, MANY))
		.option('--concurrent <number>', 'requests at once, more get a 429', whole(1, MANY))
		.option('--faults <percent>', 'answer so many requests with 500 or 503', whole(0, 90), 0)
		.option('--fail <percent>', 'let so many deletions fail for good', whole(0, 100), 0)
		.option('--seed <number>', 'same number, same conversations', whole(0, MANY), 1)
		.option('--events <number>', 'conversations closed in part two; 0: none', whole(0, 2_000), 20)
		.option('--no-question', 'leave out part three')
		.option('--time-limit <seconds>', 'cancel each part then', whole(1, 3_600), 600)
		.addHelpText(
			'after',
			'\nExit code: 0 all done and all agrees with the store (with --fail: it agrees),\n' +
				'1 something failed or does not agree, 2 bad option, 130 stopped with Ctrl-C.\n' +
				'\nExamples:\n' +
				'  npm run demo -- --conversations 5000 --rate 100\n' +
				'  npm run demo -- --fail 10 --faults 5',
		);
}

/** Reads the command line; ends the process for `--help` (0) and for a bad option (2). */
export function readOptions(): DemoOptions {
	return createCommand().parse().opts<DemoOptions>();
}
