/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { InvalidArgumentError } from 'commander';
import { bold, cyan, dim } from 'picocolors';

import { EXIT_INTERRUPTED, listenForTheEnd } from '../tools/cli/ending';
import { commandLine, whole } from '../tools/cli/options';
import { print } from '../tools/cli/print';
import { FAULT_KINDS, startEmulator } from './index';
import type { Emulator, FaultKind, Switches } from './index';

interface CliOptions {
	port: number;
	host: string;
	conversations: number;
	seed: number;
	latency: number;
	rate?: number;
	concurrent?: number;
	retryAfter?: string;
	faultRate: number;
	faults: FaultKind[];
	operationMs: number;
	set: Record<string, unknown>;
}

/** Upper bound of numeric options; no switch needs more. */
const MANY = 1_000_000_000;

function share(text: string): number {
	const value = Number(text);
	if (!(value >= 0 && value <= 1))
		throw new InvalidArgumentError('A number from 0 to 1 is needed.');
	return value;
}

function kinds(text: string): FaultKind[] {
	return text.split(',').map((name) => {
		const kind = FAULT_KINDS.find((candidate) => candidate === name.trim());
		if (!kind) throw new InvalidArgumentError(`One or more of ${FAULT_KINDS.join(', ')}.`);
		return kind;
	});
}

/** @returns the parsed value in an array, which is empty for text that is not JSON */
function parsed(json: string): unknown[] {
	try {
		return [JSON.parse(json)];
	} catch {
		return [];
	}
}

function assignment(text: string, previous: Record<string, unknown>): Record<string, unknown> {
	const [, name, json = ''] = /^(\w+)=(.+)$/s.exec(text) ?? [];
	if (name === undefined) throw new InvalidArgumentError('Give it as name=JSON.');
	const [value] = parsed(json);
	if (value === undefined) {
		throw new InvalidArgumentError(`${json} is not JSON (texts need quotes: name='"text"').`);
	}
	return { ...previous, [name]: value };
}

const program = commandLine(
	'emulator',
	'A local Twilio Conversations v2 with its own state, for tests and for trying out.',
)
	.option('--port <number>', 'port; 0 takes a free one', whole(0, 65_535), 4010)
	.option('--host <address>', 'address to listen on', '127.0.0.1')
	.option('--conversations <number>', 'seed so many conversations', whole(0, MANY), 100)
	.option('--seed <number>', 'same number, same seeded conversations', whole(0, MANY), 1)
	.option('--latency <ms>', 'delay of each answer', whole(0, MANY), 0)
	.option('--rate <number>', 'requests per second, then 429', whole(0, MANY))
	.option('--concurrent <number>', 'requests at the same time, then 429', whole(0, MANY))
	.option('--retry-after <value>', 'Retry-After of a 429: seconds, "date" or any text')
	.option('--fault-rate <share>', 'share of requests that fail, 0 to 1', share, 0)
	.option('--faults <kinds>', `which faults: ${FAULT_KINDS.join(', ')}`, kinds, ['500', '503'])
	.option('--operation-ms <ms>', 'how long an asynchronous operation takes', whole(0, MANY), 1000)
	.option('--set <name=json>', 'any other switch (repeatable, see switches.ts)', assignment, {});

function switchesFrom(options: CliOptions): Partial<Switches> {
	const { rate, concurrent, retryAfter, faultRate, faults } = options;
	const limited = rate !== undefined || concurrent !== undefined;
	return {
		latencyMs: options.latency,
		operationMs: options.operationMs,
		operationPolls: null,
		rateLimit: limited ? { perSecond: rate, concurrent, retryAfter } : null,
		faults: faultRate > 0 ? { rate: faultRate, kinds: faults } : null,
	};
}

/**
 * Sets switches through the control endpoint, which knows what each of them takes.
 *
 * @returns what is wrong with the switches, or undefined
 */
async function applySwitches(
	{ url }: Emulator,
	switches: Record<string, unknown>,
): Promise<string | undefined> {
	const answer = await fetch(`${url}/__control/switches`, {
		method: 'PATCH',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(switches),
	});
	return answer.ok ? undefined : `--set: ${await answer.text()}`;
}

async function main(): Promise<void> {
	const options = program.parse().opts<CliOptions>();
	const emulator = await startEmulator({
		port: options.port,
		host: options.host,
		switches: switchesFrom(options),
		journalLimit: 10_000,
	});
	const { stop, force } = listenForTheEnd();
	stop.addEventListener('abort', () => void emulator.close().then(() => print('Stopped.')));
	force.addEventListener('abort', () => process.exit(EXIT_INTERRUPTED));
	const problem = await applySwitches(emulator, options.set);
	if (problem !== undefined) {
		await emulator.close();
		throw new Error(problem);
	}
	const { conversations, seed } = options;
	const seeded = conversations > 0 ? emulator.seed({ conversations, seed }) : undefined;
	print(
		bold('Twilio Conversations v2 emulator'),
		`  Base URL     ${cyan(emulator.url)}`,
		`  Account SID  ${emulator.accountSid}`,
		`  Auth Token   ${emulator.authToken}`,
		`  API Key      ${emulator.apiKeySid} / ${emulator.apiKeySecret}`,
		...(seeded
			? [
					`  Seeded       ${conversations} conversations (${seeded.counts.ACTIVE} active, ` +
						`${seeded.counts.INACTIVE} inactive, ${seeded.counts.CLOSED} closed)`,
				]
			: []),
		'',
		'Enter Base URL, Account SID and Auth Token in the credential "Twilio Conversations API", or try',
		`  curl -u ${emulator.accountSid}:${emulator.authToken} '${emulator.url}/v2/Conversations?pageSize=2'`,
		dim(
			`Switches: ${emulator.url}/__control/switches   Requests: ${emulator.url}/__control/journal`,
		),
		dim('Ctrl-C stops it; nothing is kept.'),
	);
}

main().catch((error: unknown) => {
	const message = error instanceof Error ? error.message : String(error);
	const taken = message.includes('EADDRINUSE') ? ' Choose another port with --port.' : '';
	process.stderr.write(`${message}.${taken}\n`);
	process.exitCode = 1;
});
