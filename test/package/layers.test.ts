import { findCycles, importsOf } from './imports';
import { filesIn } from './project';

/**
 * Kinds of code besides what is shipped: the emulator, each tool, each suite, and what tests share.
 */
type Kind = string;

/** `tools/demo/run.ts` -> `tools/demo`, `test/engine/x.test.ts` -> `test/engine`, `emulator/ids.ts` -> `emulator`. */
function kindOf(path: string): Kind {
	const [top, name] = path.split('/');
	return top === 'tools' || top === 'test' ? `${top}/${name}` : top;
}

const SHIPPED: readonly Kind[] = ['nodes', 'credentials'];

/** Suites that start a real n8n, as `npm start` does. */
const WITH_A_REAL_N8N: readonly Kind[] = ['test/e2e', 'test/queue', 'tools/throughput'];

/** Command lines, and suites that have one. */
const PROGRAMS = /^(emulator|tools\/.+|test\/(e2e|faults|queue))$/;

/** The import rules. */
function mayImport(from: string, to: string): boolean {
	const [source, target] = [kindOf(from), kindOf(to)];
	if (source === target) return true;
	if (target === 'tools/cli') return PROGRAMS.test(source);
	// The emulator is independent of everything else; only its tests share the polling of all tests.
	if (source === 'emulator') {
		return from.endsWith('.test.ts') && to === 'test/support/eventually.ts';
	}
	if (target === 'emulator') return source !== 'tools/cli';
	if (target === 'tools/start') return WITH_A_REAL_N8N.includes(source);
	if (target === 'test/support') return source !== 'tools/cli';
	// Only tests import shipped code; programs run the built package, or nodes as n8n loads them.
	return SHIPPED.includes(target) && source.startsWith('test/');
}

const files = [...filesIn('emulator'), ...filesIn('tools'), ...filesIn('test')].filter((path) =>
	path.endsWith('.ts'),
);
const imports = new Map(
	files.map((path) => [path, importsOf(path).flatMap(({ file }) => file ?? [])]),
);

describe('emulator, tools and tests', () => {
	it('are what these tests look at', () => {
		expect(new Set(files.map(kindOf)).size).toBeGreaterThan(12);
		expect([...imports.values()].flat().length).toBeGreaterThan(files.length);
	});

	it('import nothing of another suite or tool, but what is there to be shared', () => {
		const offenders = files.flatMap((path) =>
			(imports.get(path) ?? [])
				.filter((target) => !mayImport(path, target))
				.map((target) => `${path} imports ${target}`),
		);
		expect(offenders).toEqual([]);
	});

	it('have no import cycle', () => {
		expect(findCycles(imports)).toEqual([]);
	});

	it.each([
		['test/engine/x.test.ts', 'test/contract/y.ts'],
		['test/unit/x.test.ts', 'test/trigger/y.ts'],
		['test/support/x.ts', 'test/engine/y.ts'],
		['test/support/x.ts', 'tools/start/index.ts'],
		['test/engine/x.test.ts', 'tools/start/index.ts'],
		['tools/demo/x.ts', 'test/faults/y.ts'],
		['tools/demo/x.ts', 'tools/start/y.ts'],
		['tools/demo/x.ts', 'nodes/api/client.ts'],
		['tools/cli/x.ts', 'emulator/index.ts'],
		['emulator/x.ts', 'test/support/eventually.ts'],
		['emulator/x.test.ts', 'test/support/useEmulator.ts'],
		['emulator/x.ts', 'nodes/api/client.ts'],
	])('see that %s must not import %s', (from, to) => {
		expect(mayImport(from, to)).toBe(false);
	});
});
