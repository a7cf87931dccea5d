/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { existsSync, readdirSync, readFileSync } from 'fs';
import { dirname, join } from 'path';

import { TwilioConversationsApi } from '../../credentials/TwilioConversationsApi.credentials';
import { resources } from '../../nodes/TwilioConversations/resources';
import { TwilioConversations } from '../../nodes/TwilioConversations/TwilioConversations.node';
import { TwilioConversationsTrigger } from '../../nodes/TwilioConversationsTrigger/TwilioConversationsTrigger.node';
import { ROOT } from './project';

const DOCUMENTS = [
	'README.md',
	'AGENTS.md',
	'CONTRIBUTING.md',
	'SECURITY.md',
	...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.md'))
		.map((name) => `docs/${name.replaceAll('\\', '/')}`),
];
const GUIDES = DOCUMENTS.filter((path) => path.startsWith('docs/guides/'));
/** As `wc -w` counts them. What is longer is not read. */
const MOST_WORDS = { readme: 2500, guide: 500 };
/** What users read to find their way on the forms. */
const FOR_USERS = [
	'README.md',
	...DOCUMENTS.filter((path) => /^docs\/(guides\/|reference|troubleshooting)/.test(path)),
	...readdirSync(join(ROOT, 'examples')).map((name) => `examples/${name}`),
];
/** In italics too, but labels of n8n or Twilio, or examples. */
const ELSEWHERE = [
	...['On Error', 'Continue (using error output)'],
	...['Account → API keys & tokens', 'Settings → Account settings → API keys & auth tokens'],
	...[
		'Always Output Data',
		'Continue',
		'Loop Over Items',
		'Retry On Fail',
		'Tools',
		'human review',
		'Wait For Sub-Workflow Completion',
	],
	...['Remove Duplicates', 'Remove Items Processed in Previous Executions', 'Value to Dedupe On'],
	...['Standard', 'Wait For Sub-Workflow Completion', 'erase-a-customer', 'nightly-cleanup'],
];
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** @returns the first group of every match */
const found = (text: string, pattern: RegExp) =>
	[...text.matchAll(pattern)].map(([, part]) => part);

/** The anchors that GitHub makes of headings. */
const anchors = (text: string) =>
	found(text, /^#+ (.+)$/gm).map((heading) =>
		heading
			.toLowerCase()
			.replace(/[^\w\- ]/g, '')
			.replaceAll(' ', '-'),
	);

const words = (text: string) => text.split(/\s+/).filter(Boolean).length;

/** Lines of the sources of a folder, with … for what a template fills in. */
function linesOfCode(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.flatMap((name) => {
			let code = readFileSync(join(folder, name), 'utf8');
			// From the inside out: what is filled in may be made of a template itself.
			for (let before = ''; before !== code; ) {
				before = code;
				code = code.replace(/\$\{[^{}]*\}/g, '…');
			}
			return code.split('\n').filter((line) => !/^\s*(\/?\*|\/\/)/.test(line));
		});
}

/** A message that is quoted, with … for anything: its parts, in order. */
function asPattern(message: string): RegExp {
	const parts = message
		.split('…')
		// Quotes and words that join two parts are put there by what fills a part in.
		.map((part) => part.replace(/^, but |^[\s'",:]+|[\s'",:]+$/g, ''))
		.filter((part) => part !== '')
		.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(parts.join('.*'));
}

describe.each(DOCUMENTS)('%s', (path) => {
	const text = read(path);

	it('links to what is there', () => {
		for (const link of found(text, /\]\((?!https?:)([^)]+)\)/g)) {
			const [file, anchor] = link.split('#');
			const target = file === '' ? path : join(dirname(path), file);
			expect([link, existsSync(join(ROOT, target))]).toEqual([link, true]);
			if (anchor !== undefined) expect(anchors(read(target))).toContain(anchor);
		}
	});

	it('names files that are there', () => {
		const pattern =
			/`((?:credentials|docs|emulator|examples|nodes|test|tools|\.github)\/[\w./-]+)`/g;
		expect(found(text, pattern).filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
	});

	it('names commands that are there', () => {
		const { scripts } = JSON.parse(read('package.json'));
		for (const script of found(text, /npm run (?:-s )?([\w:]+)/g)) {
			expect(Object.keys(scripts)).toContain(script);
		}
	});
});

/** All that the forms show: labels, options, operations, actions. */
function shownOnForms(described: unknown): string[] {
	if (typeof described !== 'object' || described === null) return [];
	return Object.entries(described).flatMap(([name, value]) =>
		['displayName', 'name', 'action', 'placeholder'].includes(name) && typeof value === 'string'
			? [value]
			: shownOnForms(value),
	);
}

const shown = new Set(
	[new TwilioConversations(), new TwilioConversationsTrigger(), new TwilioConversationsApi()]
		.flatMap((one) => shownOnForms(one))
		.concat(ELSEWHERE),
);

/** The notes on the canvas of an example. */
const notesOf = (path: string) =>
	JSON.parse(read(path))
		.nodes.map(({ parameters }: { parameters: { content?: string } }) => parameters.content)
		.join('\n');

it.each(FOR_USERS)('%s calls by its label what it puts in italics', (path) => {
	const text = path.endsWith('.json') ? notesOf(path) : read(path);
	const unknown = found(text.replace(/```[^]*?```|`[^`]*`|\*\*[^*]+\*\*/g, ''), /\*([^*|]+)\*/g)
		.map((label) => label.replace(/\s+/g, ' '))
		.filter((label) => !label.endsWith('?') && !shown.has(label))
		.filter((label) => label.split(' → ').some((part) => !shown.has(part)));
	expect(unknown).toEqual([]);
});

it('the README has every field of the credential', () => {
	const [table] = read('README.md').split('## Credential')[1].split('\n4. ');
	const fields = found(table, /^\| (?!field|---)([^|]+) \|/gm).flatMap((cell) => cell.split(', '));
	const form = new TwilioConversationsApi().properties.map(({ displayName }) => displayName);
	expect(fields.sort()).toEqual(form.sort());
});

it('the README has every operation, with its endpoint or in words what it requests', () => {
	const [table] = read('README.md').split('## Operations')[1].split('\n- **');
	let resource = '';
	const rows = found(table, /^\|(?! resource| ---)(.*)\|$/gm).map((row): [string, string] => {
		const [first, operation, endpoint] = row.split('|').map((cell) => cell.trim());
		// Only the first row of a resource has its name.
		resource = first || resource;
		return [`${resource} > ${operation}`, endpoint];
	});
	const endpoints = resources.flatMap(({ name, operations }) =>
		operations.map(({ name: operation, endpoint: { method, path } }): [string, string] => [
			`${name} > ${operation}`,
			`\`${method} ${path}\``,
		]),
	);
	expect(rows.map(([name]) => name).sort()).toEqual(endpoints.map(([name]) => name).sort());
	const wrong = rows.filter(([name, said]) => {
		const isEndpoint = said.includes('/v2/');
		return isEndpoint ? said !== new Map(endpoints).get(name) : !/[a-z]{3}/.test(said);
	});
	expect(wrong).toEqual([]);
});

it('the README has every example', () => {
	const named = found(read('README.md'), /\]\(examples\/([\w-]+\.json)\)/g);
	expect([...new Set(named)].sort()).toEqual(readdirSync(join(ROOT, 'examples')).sort());
});

it('the README is short enough to be read, and leads to every guide', () => {
	const readme = read('README.md');
	expect(words(readme)).toBeLessThan(MOST_WORDS.readme);
	const linked = found(readme, /\]\((docs\/guides\/[\w-]+\.md)/g);
	expect([...new Set(linked)].sort()).toEqual([...GUIDES].sort());
});

it.each(GUIDES)('%s is short, and shows a picture', (path) => {
	const text = read(path);
	expect(words(text)).toBeLessThan(MOST_WORDS.guide);
	expect(text).toMatch(/!\[[^\]]+\]\(\.\.\/images\/[\w-]+\.png\)/);
});

it('troubleshooting quotes what the nodes say', () => {
	const said = ['nodes', 'credentials'].flatMap((folder) => linesOfCode(join(ROOT, folder)));
	const quoted = found(read('docs/troubleshooting.md'), /^\| (?!message |---)(.+?) \|/gm);
	expect(quoted.length).toBeGreaterThan(30);
	expect(quoted.filter((message) => !said.some((line) => asPattern(message).test(line)))).toEqual(
		[],
	);
});

it('CONTRIBUTING shows the files that the house has', () => {
	const [picture] = found(read('CONTRIBUTING.md'), /```\n(credentials[^]+?)```/g);
	const files = readdirSync(join(ROOT, 'nodes'), { recursive: true, encoding: 'utf8' });
	const names = new Set(files.map((file) => file.split(/[\\/]/).at(-1)));
	for (const name of found(picture, /([\w.]+\.ts)\b/g)) expect(names).toContain(name);
	// Pickers, parameters and resources are named by their folder.
	const rooms = [
		...['api', 'api/sending', 'api/answers', 'api/jobs', 'shared', 'shared/fields'],
		...['shared/callbacks', 'TwilioConversations', 'TwilioConversations/resources'],
		...['', '/registration', '/receiving'].map((room) => `TwilioConversationsTrigger${room}`),
	];
	const missing = rooms.flatMap((room) =>
		readdirSync(join(ROOT, 'nodes', room))
			.filter((name) => name.endsWith('.ts') && !picture.includes(name))
			.map((name) => `${room}/${name}`),
	);
	expect(missing).toEqual([]);
});
