/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../..');

/** Folder of installed n8n versions; E2E_RUNTIME names another one, e.g. shared between clones. */
export const RUNTIME = process.env.E2E_RUNTIME ?? join(ROOT, '.runtime');

/** Variable with the tarball to test. The preparation packs one unless it is set. */
export const PACKAGE_VARIABLE = 'E2E_PACKAGE';
