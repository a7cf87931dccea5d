/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { types } from 'node:util';

import type { Emulator } from '../../../emulator';
import { addCommunication } from '../../support/addRecords';
import type { WorkflowJson } from '../../support/engine';
import { monthsAgo } from '../../support/monthsAgo';
import { idOf, nodeOf, statuses } from './cleanup';
import type { RunCase } from './types';

/** The only folder that n8n's nodes may write to, by the administrator's setting made below. */
const folder = mkdtempSync(join(tmpdir(), 'transcripts-'));
interface Settings {
	Container: { get(type: unknown): { restrictFileAccessTo: string } };
	SecurityConfig: unknown;
}
// Resolved from n8n-core, because only its own copy of the container holds its settings.
const fromCore = createRequire(require.resolve('n8n-core'));
const { Container, SecurityConfig }: Settings = {
	...fromCore('@n8n/di'),
	...fromCore('@n8n/config'),
};
Container.get(SecurityConfig).restrictFileAccessTo = folder;
/**
 * n8n recognises a missing file by `instanceof Error`. That fails in Jest, whose sandbox has its own
 * Error, different from that of Node.js. Subclasses keep the normal check.
 */
Object.defineProperty(Error, Symbol.hasInstance, {
	value(this: unknown, thrown: unknown): boolean {
		const isError = this === Error && types.isNativeError(thrown);
		return isError || Function.prototype[Symbol.hasInstance].call(this, thrown);
	},
});
afterAll(() => rmSync(folder, { recursive: true }));

const LAST_MONTH = ['last month', 'last month, too', 'last month, without messages'];

const fileOf = (id: string) => join(folder, `transcript-${id}.json`);

function arrange(emulator: Emulator): void {
	const { store, clock } = emulator;
	rmSync(folder, { recursive: true });
	mkdirSync(folder);
	const { id: configurationId } = store.addConfiguration();
	const add = (name: string, status: 'ACTIVE' | 'CLOSED', updatedAt: number) =>
		store.addConversation({ configurationId, name, status, createdAt: updatedAt, updatedAt });
	for (const name of LAST_MONTH) {
		const conversation = add(name, 'CLOSED', monthsAgo(1));
		if (name.endsWith('messages')) continue;
		for (const text of ['first', 'second']) {
			addCommunication(emulator, conversation, { content: { type: 'TEXT', text } });
		}
	}
	add('the month before', 'CLOSED', monthsAgo(2));
	add('this month', 'CLOSED', clock.now());
	add('last month, open', 'ACTIVE', monthsAgo(1));
}

/** Writes to another folder, as a user may choose. */
function change(workflow: WorkflowJson): void {
	const { parameters } = nodeOf(workflow, 'Write File');
	parameters.fileName = String(parameters.fileName).replace('/home/node/.n8n-files', folder);
}

const KEPT = { 'the month before': 'CLOSED', 'this month': 'CLOSED', 'last month, open': 'ACTIVE' };

/** @param left names of last month's conversations that must remain and be reported */
function verify(left: string[]): RunCase['verify'] {
	return (emulator, result, before) => {
		expect(result.error).toBeUndefined();
		const closed = left.map((name) => [name, 'CLOSED']);
		expect(statuses(emulator)).toEqual({ ...KEPT, ...Object.fromEntries(closed) });
		const told = result.runs('Not Deleted').flatMap((run) => run.data?.main[0] ?? []);
		expect(told.map(({ json }) => before.get(String(json.conversationId)))).toEqual(left);
		for (const { json } of told) expect(json.reason).toMatch(/\S{3}/);
		expectFiles(emulator, before);
	};
}

/** Whatever is deleted at Twilio has to be complete in a file. */
function expectFiles(emulator: Emulator, before: ReadonlyMap<string, string>): void {
	for (const [id, name] of before) {
		if (emulator.store.conversations.has(id)) continue;
		const file = JSON.parse(readFileSync(fileOf(id), 'utf8'));
		expect(file).toMatchObject({ conversationId: id, name, status: 'CLOSED' });
		const expected = name.endsWith('messages') ? [] : ['first', 'second'];
		expect(file.messages.map(({ text }: { text: string }) => text)).toEqual(expected);
	}
}

const REFUSED = { status: 403, body: { code: 20403, message: 'Forbidden' } };

/** One to find them; two for each transcript, two for each deletion. */
const REQUESTS = 1 + LAST_MONTH.length * (2 + 2);

/** Each request refused in turn. */
const refusals = Array.from(
	{ length: REQUESTS },
	(_, skip): RunCase => ({
		title: `deletes only what it wrote, and tells the others, when request ${skip + 1} is refused`,
		arrange: (emulator) => {
			arrange(emulator);
			emulator.failNext([{ kind: 'answer', answer: REFUSED, skip }]);
		},
		change,
		verify: (emulator, result, before) => {
			expect(emulator.journal.filter(({ fault }) => fault !== undefined)).toHaveLength(1);
			expect(result.error === undefined).toBe(skip > 0);
			expect(statuses(emulator)).toMatchObject(KEPT);
			expectFiles(emulator, before);
			const told = result.runs('Not Deleted').flatMap((run) => run.data?.main[0] ?? []);
			expect(told).toHaveLength(skip > 0 ? 1 : 0);
			const left = [...emulator.store.conversations.values()]
				.filter(({ name }) => LAST_MONTH.includes(String(name)))
				.map(({ id }) => id);
			const ids = told.map(({ json }) => json.conversationId);
			// What became of a deletion that could not be watched is not known: it is told, too.
			if (skip > 0) expect(ids).toEqual(expect.arrayContaining(left));
			else expect(left).toHaveLength(LAST_MONTH.length);
		},
	}),
);

export const archiveThenDelete: readonly RunCase[] = [
	...refusals,
	{
		title: 'writes what was closed last month, deletes it, and touches no other',
		arrange,
		change,
		verify: (emulator, result, before) => {
			verify([])(emulator, result, before);
			expect(readdirSync(folder)).toHaveLength(LAST_MONTH.length);
		},
	},
	{
		title: 'does not delete what could not be read',
		arrange: (emulator) => {
			arrange(emulator);
			const path = `${idOf(emulator, LAST_MONTH[1])}/Communications`;
			emulator.failNext([{ kind: 'answer', answer: REFUSED, match: { path } }]);
		},
		change,
		verify: verify([LAST_MONTH[1]]),
	},
	{
		title: 'does not delete what could not be written',
		arrange: (emulator) => {
			arrange(emulator);
			mkdirSync(fileOf(idOf(emulator, LAST_MONTH[0])));
		},
		change,
		verify: verify([LAST_MONTH[0]]),
	},
	{
		title: 'deletes nothing where nothing can be written',
		arrange: (emulator) => {
			arrange(emulator);
		},
		change: (workflow) => {
			nodeOf(workflow, 'Write File').parameters.fileName = `=${folder}/not/there/{{ $json.name }}`;
		},
		verify: verify(LAST_MONTH),
	},
	{
		title: 'says which one Twilio did not delete, and goes on with the others',
		arrange: (emulator) => {
			arrange(emulator);
			const match = { method: 'DELETE', path: idOf(emulator, LAST_MONTH[0]) };
			emulator.failNext([{ kind: 'answer', answer: REFUSED, match }]);
		},
		change,
		verify: verify([LAST_MONTH[0]]),
	},
];
