import { commandLine, whole } from '../../tools/cli/options';

export interface QueueOptions {
	callbacks: number;
	/** How many conversations the killed clean-up has to delete. */
	conversations: number;
	/** Where n8n is installed, relative to the project. */
	runtime: string;
	/** Whether to use n8n's default lock times. */
	patient: boolean;
}

/** @param argv as `process.argv`; ends the process for `--help` (0) and for a bad option (2) */
export function readOptions(argv: string[]): QueueOptions {
	return commandLine(
		'test:queue',
		'Runs the packed package in a real n8n in queue mode (a main process, two workers, two ' +
			'webhook processes) against a local stand-in for Twilio: signed callbacks, and a ' +
			'clean-up whose worker is killed. Needs Redis and PostgreSQL on this machine, and ' +
			'installs n8n at its first run. Nothing leaves this machine.',
	)
		.option('--callbacks <number>', 'so many conversations begin', whole(20, 5_000), 200)
		.option('--conversations <number>', 'for the killed clean-up', whole(200, 20_000), 1_000)
		.option(
			'--patient',
			"n8n's own times until it notices that a worker is gone: a minute longer",
			false,
		)
		.option('--runtime <folder>', 'where n8n is installed, or will be', '.runtime')
		.addHelpText(
			'after',
			'\nExit code: 0 all is as expected, 1 something is not, 2 bad option, 130 stopped.',
		)
		.parse(argv)
		.opts<QueueOptions>();
}
