/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
/** A version of n8n to install. */
export interface Release {
	version: string;
	/** Folder name within the runtime folder. */
	folder: string;
	/** Node.js version to install with it; without, the installed Node.js runs it. */
	node?: string;
	overrides?: Record<string, string>;
	/** Modules that start processes or make network calls, and are not needed here. */
	disabledModules: readonly string[];
}

/** What the package is built and tested with. */
const TESTED = '2.41.1';

/** Another version, or an npm tag such as `latest`, to test against a new release early. */
const { TEST_N8N_VERSION = TESTED } = process.env;

/** The n8n to install and start. n8n 2.38 and newer need Node.js 24 (its "engines"). */
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
	// SheetJS left npm; n8n names a URL outside of the registry instead.
	overrides: { xlsx: 'npm:@e965/xlsx@0.20.3' },
	disabledModules: ['chat-hub', 'mcp', 'insights'],
};

/** The machine that it is installed on. */
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
 * The npm packages that hold Node.js itself, one per platform. The package `node` is not used: it
 * downloads the right one in its install script.
 */
function nodePackage({ node }: Release, machine: Machine): Record<string, string> {
	if (node === undefined) return {};
	const { platform, arch } = machine;
	if (platform === 'linux' && ['x64', 'arm64'].includes(arch)) {
		return { [`node-linux-${arch}`]: node };
	}
	return majorOf(machine.node) === majorOf(node) ? {} : { node };
}

/** Packages whose install script is needed; all other scripts stay off. */
export function scriptsOf(release: Release, machine: Machine): string[] {
	return 'node' in nodePackage(release, machine) ? ['node', 'sqlite3'] : ['sqlite3'];
}

/** The package that holds `bin/node`; undefined if the installed Node.js is used. */
export function nodePackageName(release: Release, machine: Machine): string | undefined {
	return Object.keys(nodePackage(release, machine))[0];
}

/** The package.json of the installation. */
export function manifestOf(release: Release, machine: Machine): string {
	const manifest = {
		name: 'n8n-runtime',
		private: true,
		dependencies: { n8n: release.version, ...nodePackage(release, machine) },
		overrides: release.overrides,
		// Newer versions of npm run only the scripts that are allowed here.
		allowScripts: Object.fromEntries(scriptsOf(release, machine).map((name) => [name, true])),
	};
	return `${JSON.stringify(manifest, undefined, '\t')}\n`;
}
