/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCycles, importsOf } from './imports';
import { filesIn, ROOT } from './project';

const sources = [...filesIn('nodes'), ...filesIn('credentials')].filter((path) =>
	path.endsWith('.ts'),
);
const imports = new Map(
	sources.map((path) => [path, importsOf(path).flatMap(({ file }) => file ?? [])]),
);

/** Where each node reads its parameters; all rooms of that node may import it. */
const SETTINGS = /^nodes\/\w+\/settings\.ts$/;

/** `nodes/api/retry.ts` -> api; `nodes/X/resources/…` -> X and its part, `nodes/X/a.ts` -> X, ''. */
function placeOf(path: string) {
	const [top, house, part, ...rest] = path.split('/');
	return { top, house, part: rest.length > 0 ? part : '' };
}

type Place = ReturnType<typeof placeOf>;

/** The import rules: everything points down, to api. */
function mayImport(from: string, to: string): boolean {
	const [source, target] = [placeOf(from), placeOf(to)];
	if (target.top === 'credentials') return false;
	if (target.house === 'api') return true;
	if (source.top === 'credentials') return false;
	if (source.house === 'shared')
		return target.house === 'shared' && mayImportInShared(source, target);
	if (target.house === 'shared') return source.house !== 'api';
	if (source.house !== target.house) return false;
	if (SETTINGS.test(to)) return true;
	return source.part === '' || source.part === target.part;
}

/** Parameters are built of fields; neither fields nor `simplified` may import parameters. */
function mayImportInShared(source: Place, target: Place): boolean {
	if (source.part === target.part) return true;
	return source.part === 'parameters' && target.part === 'fields';
}

describe('source code of nodes and credentials', () => {
	it('is what these tests look at', () => {
		expect(sources.length).toBeGreaterThan(10);
		expect([...imports.values()].flat().length).toBeGreaterThan(sources.length);
	});

	it('switches off no lint rule', () => {
		const offenders = sources.filter((path) =>
			readFileSync(join(ROOT, path), 'utf8').includes('eslint-disable'),
		);
		expect(offenders).toEqual([]);
	});

	it("has the paths of Twilio's API in one file", () => {
		const files = sources.filter((path) => readFileSync(join(ROOT, path), 'utf8').includes('/v2/'));
		expect(files).toEqual(['nodes/api/endpoints.ts']);
	});

	it('has no import cycle', () => {
		expect(findCycles(imports)).toEqual([]);
	});

	it('imports one way only: node, then its rooms, then what nodes share, then api', () => {
		const offenders = sources.flatMap((path) =>
			(imports.get(path) ?? [])
				.filter((target) => !mayImport(path, target))
				.map((target) => `${path} imports ${target}`),
		);
		expect(offenders).toEqual([]);
	});

	it('keeps n8n parameters out of api, which sees only n8n-workflow and crypto', () => {
		const foreign = sources
			.filter((path) => path.startsWith('nodes/api/'))
			.flatMap((path) => importsOf(path))
			.filter(({ specifier, file }) => !file?.startsWith('nodes/api/') && !isAllowed(specifier));
		expect(foreign).toEqual([]);
	});
});

function isAllowed(specifier: string): boolean {
	return ['n8n-workflow', 'crypto', 'node:crypto'].includes(specifier);
}

describe('findCycles', () => {
	it('finds a cycle of several files and of one file, and none in a diamond', () => {
		const graph = (edges: Record<string, string[]>) => new Map(Object.entries(edges));
		expect(findCycles(graph({ a: ['b'], b: ['c'], c: ['b'] }))).toEqual([['b', 'c', 'b']]);
		expect(findCycles(graph({ a: ['a'] }))).toEqual([['a', 'a']]);
		expect(findCycles(graph({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }))).toEqual([]);
	});
});
