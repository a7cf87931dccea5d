/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';
import '../support/engine/n8nCore';
import { createWorkspace, filesIn, ROOT, run } from './project';
import { scan } from './scanner';

interface Packed {
	filename: string;
	files: Array<{ path: string }>;
}

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const workspace = createWorkspace();
let packed: Packed;

beforeAll(async () => {
	const { stdout } = await run(npm, ['pack', '--json', '--pack-destination', workspace.folder]);
	[packed] = JSON.parse(stdout);
	await run('tar', ['-xzf', packed.filename], workspace.folder);
}, 60_000);

afterAll(() => workspace.remove());

describe('packed package', () => {
	it('holds manifest, licence, readme, and code, codex and icons; nothing else', () => {
		const paths = packed.files.map(({ path }) => path);
		const top = paths.filter((path) => !path.startsWith('dist/'));
		expect(top.sort()).toEqual(['LICENSE', 'README.md', 'package.json']);

		const shipped = /^dist\/(nodes\/.*(\.js|\.node\.json)|credentials\/.*\.js|icons\/[^/]*\.svg)$/;
		const dist = paths.filter((path) => path.startsWith('dist/'));
		expect(dist.filter((path) => !shipped.test(path))).toEqual([]);
		expect(dist.sort()).toEqual(filesIn('dist'));
	});

	// With an n8n-workflow of its own, n8n would not recognise the package's errors.
	it('brings nothing along when npm installs it', async () => {
		const folder = mkdtempSync(join(workspace.folder, 'install-'));
		writeFileSync(join(folder, 'package.json'), '{}');
		const tarball = join(workspace.folder, packed.filename);
		const options = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund'];
		const { exitCode, output } = await run(npm, ['install', ...options, tarball], folder);
		expect(exitCode === 0 ? 'installed' : output).toBe('installed');
		const installed = readdirSync(join(folder, 'node_modules'));
		expect(installed.filter((name) => !name.startsWith('.'))).toEqual([
			'n8n-nodes-twilio-conversations',
		]);
	}, 60_000);

	it("passes n8n's scanner, as it takes a package from npm", async () => {
		const folder = join(workspace.folder, 'package');
		expect(await scan(folder, ['**/*.js', 'package.json'])).toEqual({ passed: true });

		writeFileSync(join(folder, 'dist/nodes/spy.js'), 'console.log(process.env);\n');
		expect(await scan(folder, ['dist/nodes/spy.js'])).toMatchObject({ passed: false });
		rmSync(join(folder, 'dist/nodes/spy.js'));
	}, 60_000);

	it('is loaded by n8n, with codex and both icons of every node', async () => {
		const folder = join(workspace.folder, 'package');
		const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
		const loader = new PackageDirectoryLoader(folder);
		await loader.loadAll();

		expect(loader.packageName).toBe('n8n-nodes-twilio-conversations');
		expect(loader.types.nodes).toHaveLength(n8n.nodes.length);
		expect(Object.keys(loader.known.credentials)).toEqual(['twilioConversationsApi']);
		for (const { codex, iconUrl } of [...loader.types.nodes]) {
			expect(codex?.categories).toEqual(['Communication']);
			expect(iconUrl).toEqual({
				light: expect.stringMatching(/\.svg$/),
				dark: expect.stringMatching(/\.dark\.svg$/),
			});
		}
	});
});
