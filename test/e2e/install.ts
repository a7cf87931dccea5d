/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { ensurePackage, installN8n } from '../../tools/start';
import type { Release } from '../../tools/start';
import { createStatus } from '../../tools/cli/status';
import { PACKAGE_VARIABLE, ROOT, RUNTIME } from './places';

/**
 * Installs and packs everything once for all test files, and reports progress: jest itself is
 * silent while a file runs.
 */
export async function installForTests(release: Release): Promise<void> {
	const status = createStatus(process.stdout);
	try {
		await installN8n(release, {
			runtime: RUNTIME,
			onPhase: (phase, detail) => status.show(`n8n ${release.version}: ${phase}`, detail),
		});
		status.show('packing the nodes');
		process.env[PACKAGE_VARIABLE] ??= await ensurePackage({ root: ROOT, runtime: RUNTIME });
	} finally {
		status.done();
	}
}
