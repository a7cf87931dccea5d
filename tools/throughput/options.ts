import { commandLine, whole } from '../cli/options';

export interface ThroughputOptions {
	/** Callbacks for each of the two workflows in each round. */
	callbacks: number;
	rounds: number;
	/** Callbacks in flight. */
	atOnce: number;
	/** Starts of n8n, with and without the package each. */
	starts: number;
	/** Where n8n is installed, relative to the project. */
	runtime: string;
}

/** @param argv as `process.argv`; ends the process for `--help` (0) and for a bad option (2) */
export function readOptions(argv: string[]): ThroughputOptions {
	return commandLine(
		'test:throughput',
		"Measures how many callbacks a second a real n8n takes with this package's trigger and with " +
			"n8n's own Webhook node, in turns, and how long n8n takes to start with and without the " +
			'package. Installs n8n at its first run. Nothing leaves this machine.',
	)
		.option('--callbacks <number>', 'for each workflow in each round', whole(10, 10_000), 100)
		.option('--rounds <number>', 'besides a rehearsal', whole(1, 100), 5)
		.option('--at-once <number>', 'callbacks at once', whole(1, 100), 10)
		.option('--starts <number>', 'of each kind, besides a rehearsal', whole(1, 20), 3)
		.option('--runtime <folder>', 'where n8n is installed, or will be', '.runtime')
		.addHelpText('after', '\nExit code: 0 measured, 1 something failed, 2 bad option, 130 stopped.')
		.parse(argv)
		.opts<ThroughputOptions>();
}
