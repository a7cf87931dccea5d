/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../..');

/** Where n8n is installed; E2E_RUNTIME names another folder, e.g. one that is kept between clones. */
export const RUNTIME = process.env.E2E_RUNTIME ?? join(ROOT, '.runtime');

/** Names the tarball that is tested. The preparation packs one unless it is set already. */
export const PACKAGE_VARIABLE = 'E2E_PACKAGE';
