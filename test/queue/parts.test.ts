/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JournalEntry } from '../../emulator';
import { equal } from './check';
import { begunIn } from './executions';
import { deletions, onceNeverTwice, readings, writes } from './journal';
import { conclusion } from './report';
import { findPrograms, searchPath } from './services/programs';
import { cleaningUp } from './workflows';

const CREDENTIAL = { id: 'c1', name: 'Twilio', type: 'twilioConversationsApi' };

describe('finding Redis and PostgreSQL', () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'queue-parts-'));
	});
	afterEach(() => rmSync(folder, { recursive: true }));

	const program = (path: string) => {
		writeFileSync(path, '');
		chmodSync(path, 0o755);
		return path;
	};

	it('looks through PATH first, and then where Debian keeps the newest PostgreSQL', () => {
		for (const version of ['9', '15', '17']) mkdirSync(join(folder, version));
		expect(searchPath('/usr/bin:/bin', folder)).toEqual([
			'/usr/bin',
			'/bin',
			join(folder, '17/bin'),
			join(folder, '15/bin'),
			join(folder, '9/bin'),
		]);
	});

	it('says what is missing, and how it is installed', () => {
		program(join(folder, 'redis-server'));
		writeFileSync(join(folder, 'postgres'), 'not a program');
		expect(() => findPrograms([folder])).toThrow(
			/no initdb, no postgres\.\nDebian, Ubuntu: apt-get install redis-server postgresql/,
		);
	});

	it('finds all of them', () => {
		const found = ['redis-server', 'initdb', 'postgres'].map((name) => program(join(folder, name)));
		expect(Object.values(findPrograms(['/nowhere', folder]))).toEqual(found);
	});
});

describe('what the emulator saw', () => {
	const entry = (method: string, id: string, status: number, processed = true): JournalEntry => ({
		...{ method, path: `/v2/Conversations/${id}`, status, processed },
		...{ at: 0, query: {}, headers: {}, body: undefined, responseHeaders: {} },
		...{ outcome: 'answered', inFlight: 1 },
	});
	const journal = [
		entry('GET', 'a', 200),
		entry('DELETE', 'a', 202),
		entry('DELETE', 'a', 409),
		entry('DELETE', 'b', 202),
		entry('DELETE', 'b', 202),
		entry('DELETE', 'c', 503, false),
		entry('GET', 'c', 404),
		{ ...entry('DELETE', 'd', 202), path: '/v2/ControlPlane/Configurations/d' },
	];

	it('counts as deleted what was carried out, not what was refused or asked for', () => {
		expect(Object.fromEntries(deletions(journal))).toEqual({ a: 1, b: 2 });
		expect(onceNeverTwice(deletions(journal), ['a', 'b', 'c'])).toEqual({
			...{ once: 1, never: 1, twice: 1 },
		});
	});

	it('counts every attempt to change something, and only readings that were answered', () => {
		expect(Object.fromEntries(writes(journal))).toEqual({ a: 2, b: 2, c: 1 });
		expect(Object.fromEntries(readings(journal))).toEqual({ a: 1 });
	});
});

describe('what n8n says', () => {
	it('is read from the log of a worker', () => {
		const log = [
			'Worker started execution 7 (job 3)',
			'Worker finished execution 7 (job 3)',
			'2026-11-22T20:00:00.000Z [scaling] Worker started execution 12 (job 4)',
		].join('\n');
		expect(begunIn(log)).toEqual(['7', '12']);
	});
});

describe('the clean-up workflow', () => {
	it('fires at the given time of day, and is run again by its Error Trigger', () => {
		const at = new Date('2026-01-02T03:04:05.678Z');
		const { nodes, connections } = cleaningUp(CREDENTIAL, { at, idleDays: 7, maxConversations: 9 });
		const cleanUp = { main: [[{ node: 'Clean Up', type: 'main', index: 0 }]] };
		expect(connections).toEqual({ 'Every Day': cleanUp, Failed: cleanUp });
		expect(JSON.stringify(nodes)).toContain('"5 4 3 * * *"');
	});
});

describe('the last line', () => {
	it('counts checks that did not hold', () => {
		const checks = [equal('a', 1, 1), equal('b', 1, 2), equal('c', 'x', 'x')];
		expect(conclusion(checks, 0)).toContain('2 passed, 1 failed');
	});
});
