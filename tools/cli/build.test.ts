/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { reasonToBuild } from './build';

describe('the reason to build', () => {
	let root: string;

	/** @param minute of the modification time */
	function write(path: string, minute: number, content = ''): void {
		const file = join(root, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, content);
		utimesSync(file, minute * 60, minute * 60);
	}

	beforeEach(() => {
		root = mkdtempSync(join(tmpdir(), 'build-test-'));
		const n8n = { nodes: ['dist/nodes/A.js'], credentials: ['dist/credentials/B.js'] };
		write('package.json', 1, JSON.stringify({ n8n }));
		for (const path of ['nodes/deep/A.ts', 'credentials/B.ts', 'icons/a.svg']) write(path, 2);
		for (const path of ['gulpfile.js', 'tsconfig.json']) write(path, 1);
		for (const path of [...n8n.nodes, ...n8n.credentials]) write(path, 3);
	});

	afterEach(() => rmSync(root, { recursive: true }));

	it('is none while dist is newer than its sources', () => {
		expect(reasonToBuild(root)).toBeUndefined();
	});

	it.each(['nodes/deep/A.ts', 'credentials/new.ts', 'icons/a.svg', 'gulpfile.js'])(
		'is a newer %s',
		(path) => {
			write(path, 4);
			expect(reasonToBuild(root)).toContain('older');
		},
	);

	it('is a part of dist that is missing', () => {
		rmSync(join(root, 'dist/credentials'), { recursive: true });
		expect(reasonToBuild(root)).toContain('missing');
	});
});
