/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { commandLine } from '../cli/options';

export interface BenchmarkOptions {
	/** Names of the cases to run; undefined for all. */
	case?: string[];
	quick: boolean;
	/** File to write the result to; undefined for none. */
	out?: string;
}

const DEFAULT_OUT = 'docs/benchmark.md';

function createCommand(names: readonly string[]): Command {
	const oneOf = new Option('--case <name>', 'run this case only; may be repeated')
		.choices(names)
		.argParser((name: string, before: string[] = []) => {
			if (!names.includes(name)) throw new InvalidArgumentError(`Allowed are ${names.join(', ')}.`);
			return [...before, name];
		});
	return commandLine(
		'benchmark',
		'Measures how fast conversations are deleted by this node, by the fastest possible client, ' +
			"by Twilio's SDK and by n8n's HTTP Request node, against the same local stand-in for Twilio. " +
			'Takes less than ten minutes. Needs no Twilio account; nothing leaves this machine.',
	)
		.addOption(oneOf)
		.option('--quick', 'small counts, to see that all works; the figures mean little', false)
		.option('--out <file>', `write the result there (default: ${DEFAULT_OUT} for a full run)`)
		.addHelpText(
			'after',
			'\nExit code: 0 measured (whether goals are met is in the table), 1 something is wrong\n' +
				'with what was measured, 2 bad option, 130 stopped with Ctrl-C.',
		);
}

/**
 * Reads the command line; ends the process for `--help` (0) and for a bad option (2).
 * @param names of all cases
 * @param argv as `process.argv`
 */
export function readOptions(names: readonly string[], argv = process.argv): BenchmarkOptions {
	const options = createCommand(names).parse(argv).opts<BenchmarkOptions>();
	const isWhole = options.case === undefined && !options.quick;
	return { ...options, out: options.out ?? (isWhole ? DEFAULT_OUT : undefined) };
}
