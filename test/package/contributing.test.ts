/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { resources } from '../../nodes/TwilioConversations/resources';
import { ROOT } from './project';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** The files in the first column of a section's table. */
function filesOf(heading: string): string[] {
	const [, section] = read('CONTRIBUTING.md').split(`\n## ${heading}\n`);
	const rows = (section ?? '').split('\n## ')[0].match(/^\| `.+$/gm) ?? [];
	return rows.flatMap((row) =>
		[...row.split('|')[1].matchAll(/`([^`]+)`/g)].map(([, file]) => file),
	);
}

const LISTS = ['Adding an operation', 'Adding a field'];

/** @returns e.g. `get`, or `cleanUp/index` where an operation has a folder */
function fileOf(resource: string, value: string): string {
	// n8n's own value, for what it calls "Get Many".
	const name = value === 'getAll' ? 'getMany' : value;
	const folder = `nodes/TwilioConversations/resources/${resource}/${name}`;
	return existsSync(join(ROOT, folder)) ? `${name}/index` : name;
}

const operations = resources.flatMap(({ value: resource, operations: all }) =>
	all.map(({ value, name }) => ({ resource, name, file: fileOf(resource, value) })),
);

describe.each(LISTS)('%s', (heading) => {
	it('names files that are there, for every operation', () => {
		const files = filesOf(heading);
		expect(files.length).toBeGreaterThan(4);
		for (const { resource, file } of operations) {
			const paths = files.map((path) =>
				path.replace('<resource>', resource).replace('<operation>', file),
			);
			// Operations without fields have nothing to refuse, and short records have no simplified
			// form.
			const needed = paths.filter(
				(path) => !/badInput\/operation|simplified\/(action|operation)/.test(path),
			);
			expect(needed.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
		}
	});

	it('is what the pull request template asks for', () => {
		const template = read('.github/pull_request_template.md')
			.split(`"${heading}")`)[1]
			.split('\n**')[0];
		for (const file of filesOf(heading)) expect(template).toContain(`\`${file}\``);
	});
});

it.each(operations)('$resource $name stands in the table by a line of its index', (operation) => {
	const index = read(`nodes/TwilioConversations/resources/${operation.resource}/index.ts`);
	const [module] = operation.file.split('/');
	expect(index).toContain(`from './${module}'`);
});

it('shows an operation as it stands in the code', () => {
	const [, shown] = /```ts\n([^]+?)```/.exec(read('CONTRIBUTING.md')) ?? [];
	expect(read('nodes/TwilioConversations/resources/conversation/get.ts')).toContain(shown);
});
