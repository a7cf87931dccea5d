/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { Command, InvalidArgumentError } from 'commander';

/** Exit code for an invalid command line; the explanation has been printed. */
const EXIT_BAD_OPTION = 2;

/** Parses a whole number within bounds. @throws InvalidArgumentError */
export function whole(min: number, max: number): (text: string) => number {
	return (text) => {
		const value = Number(text);
		if (/^\d+$/.test(text) && value >= min && value <= max) return value;
		throw new InvalidArgumentError(`A whole number from ${min} to ${max} is needed.`);
	};
}

/** Ends the process after `--help` (0) or an invalid option (2). */
function exitAfter({ exitCode }: { exitCode: number }): never {
	process.exit(exitCode === 0 ? 0 : EXIT_BAD_OPTION);
}

/**
 * A command without options. Parsing it ends the process for `--help` (0) and for an invalid option
 * (2).
 *
 * @param name of the script in package.json
 */
export function commandLine(name: string, description: string): Command {
	const npm = name === 'start' ? 'npm start' : `npm run ${name}`;
	return new Command(name)
		.usage(`[options]    (with npm: ${npm} -- [options])`)
		.description(description)
		.showHelpAfterError('(--help lists all options)')
		.exitOverride(exitAfter);
}
