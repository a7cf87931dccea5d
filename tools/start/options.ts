import { InvalidArgumentError } from 'commander';
import { commandLine, whole } from '../cli/options';

export interface RunOptions {
	/** Preferred port of n8n. */
	port: number;
	/** Preferred port of the emulator. */
	emulatorPort: number;
	/** Conversations to seed. */
	conversations: number;
	/** Whether to delete accounts, workflows, credentials and executions of earlier starts. */
	reset: boolean;
	/** Public address of this n8n, without trailing slash. */
	webhookUrl?: string;
}

function address(text: string): string {
	if (!URL.canParse(text) || !/^https?:/.test(text)) {
		throw new InvalidArgumentError('An address is needed, e.g. https://example.com.');
	}
	return text.replace(/\/+$/, '');
}

/** @param argv as `process.argv`; ends the process for `--help` (0) and for a bad option (2) */
export function readOptions(argv: string[]): RunOptions {
	return commandLine(
		'start',
		"Starts n8n's editor on this machine with the nodes of this package, a local stand-in for " +
			'Twilio Conversations v2, a credential for it and the workflows of examples/. Installs ' +
			'n8n for that at the first start. Needs no Twilio account; only this machine can reach it.',
	)
		.option('--port <number>', 'port of n8n; if it is taken, another', whole(1, 65_535), 5678)
		.option('--emulator-port <number>', 'the same of the emulator', whole(1, 65_535), 4010)
		.option('--conversations <number>', 'the emulator begins with so many', whole(1, 20_000), 100)
		.option('--reset', 'begin anew: workflows, credentials and executions are deleted', false)
		.option(
			'--webhook-url <url>',
			'where Twilio reaches this n8n, e.g. the URL of a tunnel',
			address,
		)
		.addHelpText(
			'after',
			'\nCtrl-C stops everything. What you made in n8n stays in .runtime/user, the emulator ' +
				'begins anew.\nExit code: 0 stopped after it ran, 1 something failed, 2 bad option, 130 ' +
				'stopped before it ran.',
		)
		.parse(argv)
		.opts<RunOptions>();
}
