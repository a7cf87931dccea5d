/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import './n8nCore';
import { dirname, resolve } from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';

const PROJECT_ROOT = resolve(__dirname, '../../..');

/** Loads the nodes that package.json lists from their TypeScript sources instead of from dist. */
class SourceLoader extends PackageDirectoryLoader {
	protected override resolvePath(file: string): string {
		return super.resolvePath(file.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
	}
}

/**
 * n8n's own nodes, each loaded when a workflow first names it. n8n-core's lazy loader also reads
 * 9 MB of descriptions for the editor, which nothing here needs.
 */
class LibraryLoader extends PackageDirectoryLoader {
	override async loadAll(): Promise<void> {
		this.known.nodes = await this.readJSON('dist/known/nodes.json');
		this.known.credentials = await this.readJSON('dist/known/credentials.json');
		this.isLazyLoaded = true;
	}
}

/**
 * Loader of this package's nodes and credentials, as listed under `n8n` in its package.json.
 * @param from `source`: nodes/ and credentials/ (the caller must be able to load TypeScript);
 *   `dist`: the last build.
 */
export function packageLoader(from: 'source' | 'dist'): PackageDirectoryLoader {
	return from === 'source'
		? new SourceLoader(PROJECT_ROOT)
		: new PackageDirectoryLoader(PROJECT_ROOT);
}

/** Loader of the installed `n8n-nodes-base`. */
export function libraryLoader(): PackageDirectoryLoader {
	return new LibraryLoader(dirname(require.resolve('n8n-nodes-base/package.json')));
}
