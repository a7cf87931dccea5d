/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InstanceSettings } from 'n8n-core';

/**
 * Makes n8n-core usable outside n8n. Import it before anything else that comes from n8n-core.
 *
 * n8n-core writes an encryption key into the user's n8n folder as soon as the first node context is
 * built (n8n-core 2.41, InstanceSettings). A test or a demo must leave the developer's own n8n
 * alone, so the key is made here, in a folder that is gone before this module has loaded.
 */
function createInstanceSettings(): void {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-engine-'));
	process.env.N8N_USER_FOLDER = folder;
	// Resolved from n8n-core, because only its own copy of the container holds its services.
	const requireFromCore = createRequire(require.resolve('n8n-core'));
	const { Container }: { Container: { get(type: typeof InstanceSettings): InstanceSettings } } =
		requireFromCore('@n8n/di');
	try {
		Container.get(InstanceSettings);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

// Tests let nodes fail on purpose, so n8n need not log it.
process.env.N8N_LOG_LEVEL ??= 'silent';
createInstanceSettings();
