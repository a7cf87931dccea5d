/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs on a developer's machine, not in n8n */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { buildIfNeeded } from '../cli/build';

const ROOT = resolve(__dirname, '../..');
/** Each run loads n8n's engine, possibly on a busy machine. */
const TIMEOUT_MS = 60_000;

interface CommandResult {
	exitCode: number | null;
	stdout: string;
	stderr: string;
}

/**
 * Runs the demo as `npm run demo` does.
 *
 * @param interruptAt the output at which to press Ctrl-C
 */
async function demo(args: string[], interruptAt?: string): Promise<CommandResult> {
	const child = spawn(process.execPath, ['--import', 'tsx', 'tools/demo/cli.ts', ...args], {
		cwd: ROOT,
		env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const output = { stdout: '', stderr: '' };
	let isInterrupted = false;
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		output.stdout += text;
		if (interruptAt === undefined || isInterrupted || !output.stdout.includes(interruptAt)) return;
		isInterrupted = true;
		child.kill('SIGINT');
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		output.stderr += text;
	});
	const exitCode = await new Promise<number | null>((done) => child.once('close', done));
	return { exitCode, ...output };
}

/**
 * The numbers of a table row: what the workflow reports or was to do, and what the emulator holds
 * or saw.
 */
function row({ stdout }: CommandResult, label: string): number[] {
	const line = stdout.split('\n').find((candidate) => candidate.includes(`│ ${label}`)) ?? '';
	return line
		.split('│')
		.slice(2, -1)
		.map((cell) => Number(cell.trim().replace(',', '')));
}

let limited: CommandResult;
let failing: CommandResult;
let interrupted: CommandResult;
let interruptedLater: CommandResult;

// In parallel, because a run mostly loads and waits.
beforeAll(async () => {
	await buildIfNeeded(ROOT, new AbortController().signal, () => {});
	[limited, failing, interrupted, interruptedLater] = await Promise.all([
		demo(['--conversations', '60', '--latency', '5', '--rate', '35']),
		demo([
			...['--conversations', '60', '--latency', '0', '--fail', '50'],
			...['--close-after-days', '365', '--delete-after-days', '20', '--events', '0'],
			'--no-question',
		]),
		demo(['--conversations', '60', '--latency', '500'], 'Dry run'),
		// Many enough for the run not to be over when the key is pressed.
		demo(['--conversations', '1', '--latency', '0', '--events', '2000'], 'Activating'),
	]);
}, TIMEOUT_MS);

describe('npm run demo', () => {
	it('closes, deletes, reports and agrees with the store, in spite of a rate limit', () => {
		expect(limited).toMatchObject({ exitCode: 0, stderr: '' });
		const [found = NaN] = row(limited, 'found');
		const [closed = NaN] = row(limited, 'closed');
		const [deleted = NaN] = row(limited, 'deleted');
		expect(closed).toBeGreaterThan(25);
		expect(deleted).toBeGreaterThan(0);
		expect(closed + deleted).toBe(found);
		const zero = { 'failed to close': 0, 'failed to delete': 0 };
		for (const [label, count] of Object.entries({ found, closed, deleted, ...zero })) {
			expect([label, ...row(limited, label)]).toEqual([label, count, count]);
		}
		const { stdout } = limited;
		expect(stdout).toContain(`Dry run   ${closed} would be closed, ${deleted} would be deleted.`);
		expect(stdout).toContain('Checked: that is all there is to do, and nothing has changed.');
		expect(stdout).toMatch(`closing ${closed} of ${closed}, deleting ${deleted} of ${deleted}`);
		expect(stdout).toMatch(/Refused {3}[1-9]\d* with 429, 0 with 5xx; [1-9]\d* requests repeated/);
		expect(stdout).toContain('Checked: the report agrees with the store');
	});

	it('counts deletions that fail, and takes other days than the example has', () => {
		expect(failing).toMatchObject({ exitCode: 0, stderr: '' });
		expect(row(failing, 'closed')).toEqual([0, 0]);
		const [notDeleted = NaN] = row(failing, 'failed to delete');
		expect(notDeleted).toBeGreaterThan(0);
		expect(row(failing, 'failed to delete')).toEqual([notDeleted, notDeleted]);
		expect(failing.stdout).toMatch(`${notDeleted} x failed: `);
		expect(failing.stdout).toContain('Checked: the report agrees with the store');
	});

	it('starts a flow for each conversation that ends, and refuses what is forged', () => {
		const rows = {
			'URL registered while active': 1,
			'signed callbacks accepted (60 came twice)': 120,
			'flows started, one a closing': 20,
			'records made': 20,
			'forged callbacks refused (403)': 4,
			'URL registered after deactivation': 0,
		};
		for (const [label, count] of Object.entries(rows)) {
			expect([label, ...row(limited, label)]).toEqual([label, count, count]);
		}
		expect(limited.stdout).toContain('"name":"Order 1"');
		expect(limited.stdout).toContain('Checked: each closing started one flow');
		expect(failing.stdout).not.toContain('when a conversation closes');
	});

	it('asks a customer, waits for a choice, and tells what was said', () => {
		const rows = {
			'waits after the question': 1,
			'waits after another answer': 1,
			'goes on after YES': 1,
			'branch for YES taken': 1,
			'messages in the transcript': 5,
			'URLs left in the conversation': 0,
		};
		for (const [label, count] of Object.entries(rows)) {
			expect([label, ...row(limited, label)]).toEqual([label, count, count]);
		}
		expect(limited.stdout).toMatch(/ Jane Doe \(customer, SMS\): Yes!\n/);
		expect(limited.stdout).toContain('Checked: it waited for YES');
		expect(failing.stdout).not.toContain('when a customer is asked');
	});

	it('stops at Ctrl-C, in the middle of the work', () => {
		expect(interrupted.exitCode).toBe(130);
		expect(interrupted.stderr).toMatch(/^Stopped: .* are gone\.\n$/);
		expect(interrupted.stdout).not.toContain('after the run');
	});

	it('stops at Ctrl-C, in the middle of the events', () => {
		expect(interruptedLater.exitCode).toBe(130);
		expect(interruptedLater.stderr).toMatch(/^Stopped/);
		expect(interruptedLater.stdout).toContain('Checked: the report agrees with the store');
		expect(interruptedLater.stdout).not.toContain('when a conversation closes');
	});

	it('explains itself with --help', async () => {
		const { exitCode, stdout } = await demo(['--help']);
		expect(exitCode).toBe(0);
		for (const option of ['--conversations', '--rate', '--fail', '--events', '--no-question']) {
			expect(stdout).toContain(option);
		}
	});

	it.each([
		[['--rate', 'fast'], "'--rate <number>' argument 'fast' is invalid. A whole number from 1"],
		[['--nope'], "unknown option '--nope'"],
	])('refuses %j', async (args, complaint) => {
		const { exitCode, stdout, stderr } = await demo(args);
		expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
		expect(stderr).toContain(complaint);
		expect(stderr).toContain('--help');
	});
});
