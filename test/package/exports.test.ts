/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportsOf, importedNames, loadedWhole } from './exports';
import { filesIn, ROOT } from './project';

const isSource = (path: string) => path.endsWith('.ts');
const shipped = [...filesIn('nodes'), ...filesIn('credentials')].filter(isSource);
const users = ['test', 'tools', 'emulator'].flatMap((folder) => filesIn(folder).filter(isSource));
const exported = shipped.flatMap(exportsOf);

/** n8n loads these by file name. */
const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const entries = new Set(
	[...n8n.nodes, ...n8n.credentials].map((path: string) =>
		path.replace(/^dist\//, '').replace(/\.js$/, '.ts'),
	),
);

const all = [...shipped, ...users];
const used = new Set(all.flatMap(importedNames));
const whole = new Set([...entries, ...all.flatMap(loadedWhole)]);

/** @returns what no other file imports, as `file#name` */
function unusedOf(some: typeof exported): string[] {
	return some
		.filter(({ file, isPartOfAnother }) => !whole.has(file) && !isPartOfAnother)
		.map(({ file, name }) => `${file}#${name}`)
		.filter((one) => !used.has(one));
}

describe('what nodes and credentials export', () => {
	it('is what these tests look at', () => {
		expect(exported.length).toBeGreaterThan(shipped.length);
		expect(exported.filter(({ isCallable }) => isCallable).length).toBeGreaterThan(50);
	});

	it('is used by another file, or is a type of something that is', () => {
		expect(unusedOf(exported)).toEqual([]);
	});

	it('says in a comment what it does, where it is a function or a class', () => {
		const silent = exported
			.filter(({ isCallable, isDocumented }) => isCallable && !isDocumented)
			.map(({ file, name }) => `${file}#${name}`);
		expect(silent).toEqual([]);
	});
});

it('emulator, tools and tests export nothing that nobody uses', () => {
	expect(unusedOf(users.flatMap(exportsOf))).toEqual([]);
});
