/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';
import { ROOT } from './project';

export interface Import {
	/** As written, e.g. `n8n-workflow` or `../api/client`. */
	specifier: string;
	/**
	 * For a relative import, the imported file relative to the project; undefined if it does not
	 * exist.
	 */
	file?: string;
}

const SUFFIXES = ['', '.ts', '.js', '.json', '/index.ts', '/index.js'];

function isFile(path: string): boolean {
	return existsSync(join(ROOT, path)) && posix.extname(path) !== '';
}

/**
 * What a module imports: import, export from, require and import(), types included, found by the
 * TypeScript compiler's own scanner.
 *
 * @param path .ts or .js file, relative to the project
 */
export function importsOf(path: string): Import[] {
	const code = readFileSync(join(ROOT, path), 'utf8');
	return ts.preProcessFile(code, true, true).importedFiles.map(({ fileName: specifier }) => {
		if (!specifier.startsWith('.')) return { specifier };
		const target = posix.join(posix.dirname(path), specifier);
		return { specifier, file: SUFFIXES.map((suffix) => target + suffix).find(isFile) };
	});
}

/**
 * Import cycles.
 * @param imports the files that each file imports
 * @returns one path per cycle found, its first file repeated at the end
 */
export function findCycles(imports: Map<string, string[]>): string[][] {
	const cycles: string[][] = [];
	const done = new Set<string>();
	const visit = (file: string, path: string[]): void => {
		const start = path.indexOf(file);
		if (start >= 0) {
			cycles.push([...path.slice(start), file]);
			return;
		}
		if (done.has(file)) return;
		for (const target of imports.get(file) ?? []) visit(target, [...path, file]);
		done.add(file);
	};
	for (const file of imports.keys()) visit(file, []);
	return cycles;
}
