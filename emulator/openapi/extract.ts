/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs on a developer's machine, not in n8n */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { format, resolveConfig } from 'prettier';

/**
 * Regenerates `twilio_conversations_v2.json`: `npx tsx emulator/openapi/extract.ts`.
 *
 * Twilio ships its OpenAPI documents inside the npm package `@twilio/cli-core` (MIT). As a
 * dependency it would bring hundreds of packages, so only its tarball is fetched, and only the
 * structure (paths, parameters, schemas, limits, status codes, headers) is kept: the prose is
 * Twilio's to publish, and a validator does not need it.
 */
const SOURCE_PACKAGE = '@twilio/cli-core@9.0.0';
const SOURCE_FILE = 'package/src/services/twilio-api/twilio_conversations_v2.json';
const TARGET = join(__dirname, 'twilio_conversations_v2.json');

const PROSE = new Set([
	'description',
	'example',
	'examples',
	'summary',
	'title',
	'externalDocs',
	'tags',
]);

/** Members whose keys are names chosen by the API, where "description" is a field and not prose. */
const NAME_MAPS = new Set([
	'properties',
	'paths',
	'schemas',
	'responses',
	'parameters',
	'headers',
	'content',
	'securitySchemes',
]);

function structureOf(value: unknown, keysAreNames = false): unknown {
	if (Array.isArray(value)) return value.map((entry) => structureOf(entry));
	if (value === null || typeof value !== 'object') return value;
	const kept: Record<string, unknown> = {};
	for (const [key, member] of Object.entries(value)) {
		if (!keysAreNames && (PROSE.has(key) || key.startsWith('x-'))) continue;
		kept[key] = structureOf(member, !keysAreNames && NAME_MAPS.has(key));
	}
	return kept;
}

async function main(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'twilio-openapi-'));
	try {
		execFileSync('npm', ['pack', SOURCE_PACKAGE, '--pack-destination', folder, '--silent'], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		const tarball = `${SOURCE_PACKAGE.replace('@', '').replace('/', '-').replace('@', '-')}.tgz`;
		execFileSync('tar', ['-xzf', tarball, SOURCE_FILE], { cwd: folder });
		const document: unknown = JSON.parse(readFileSync(join(folder, SOURCE_FILE), 'utf8'));
		const structure = {
			'x-source': `${SOURCE_PACKAGE} (MIT), ${SOURCE_FILE}, structure only`,
			...Object(structureOf(document)),
		};
		const options = await resolveConfig(TARGET);
		writeFileSync(
			TARGET,
			await format(JSON.stringify(structure), { ...options, filepath: TARGET }),
		);
		process.stdout.write(`wrote ${TARGET}\n`);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

void main();
