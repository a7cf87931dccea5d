/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
/** An n8n that can be installed: what its manifest names, and where it lives. */
export interface Release {
	version: string;
	/** Name of its folder within the runtime folder. */
	folder: string;
	/** Version of the Node.js that is installed with it; without, the machine's own runs it. */
	node?: string;
	overrides?: Record<string, string>;
	/** Parts of n8n that start something or call somebody, and that nobody needs here. */
	disabledModules: readonly string[];
}

/** What the package is built and tested with. */
const TESTED = '2.41.1';

/** Another version, or a tag of npm such as `latest`, to find out early what a new release breaks. */
const { TEST_N8N_VERSION = TESTED } = process.env;

/** The n8n that is installed and started. n8n 2.38 and newer want Node.js 24 (its "engines"). */
export const CURRENT: Release = {
	version: TEST_N8N_VERSION,
	folder: TEST_N8N_VERSION === TESTED ? 'n8n' : `n8n-${TEST_N8N_VERSION}`,
	node: '24.21.0',
	disabledModules: ['mcp-registry', 'instance-ai', 'agents', 'chat-hub', 'mcp', 'insights'],
};

/** The newest n8n that runs on Node.js 20. */
export const FOR_NODE_20: Release = {
	version: '2.8.4',
	folder: 'n8n-node20',
	// SheetJS left npm: the address that n8n names instead is not a registry's.
	overrides: { xlsx: 'npm:@e965/xlsx@0.20.3' },
	disabledModules: ['chat-hub', 'mcp', 'insights'],
};

/** Where the installation runs. */
export interface Machine {
	/** A value of `process.platform`. */
	platform: string;
	/** A value of `process.arch`. */
	arch: string;
	/** Version of Node.js, without `v`. */
	node: string;
}

const majorOf = (version: string) => version.split('.')[0];

/**
 * Node.js comes as an npm package, one for each platform; `node` is none of them, but fetches the
 * right one in its install script.
 */
function nodePackage({ node }: Release, machine: Machine): Record<string, string> {
	if (node === undefined) return {};
	const { platform, arch } = machine;
	if (platform === 'linux' && ['x64', 'arm64'].includes(arch)) {
		return { [`node-linux-${arch}`]: node };
	}
	return majorOf(machine.node) === majorOf(node) ? {} : { node };
}

/** Packages whose install script is needed; the scripts of all others stay off. */
export function scriptsOf(release: Release, machine: Machine): string[] {
	return 'node' in nodePackage(release, machine) ? ['node', 'sqlite3'] : ['sqlite3'];
}

/** Name of the package that `bin/node` is in; undefined where the machine's own is used. */
export function nodePackageName(release: Release, machine: Machine): string | undefined {
	return Object.keys(nodePackage(release, machine))[0];
}

/** The package.json of the installation, as text. */
export function manifestOf(release: Release, machine: Machine): string {
	const manifest = {
		name: 'n8n-runtime',
		private: true,
		dependencies: { n8n: release.version, ...nodePackage(release, machine) },
		overrides: release.overrides,
		// Newer versions of npm run a script only if it is allowed here.
		allowScripts: Object.fromEntries(scriptsOf(release, machine).map((name) => [name, true])),
	};
	return `${JSON.stringify(manifest, undefined, '\t')}\n`;
}
