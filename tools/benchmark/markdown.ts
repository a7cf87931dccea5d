import { COLUMNS, cells, verdict } from './table';
import type { CaseResult } from './result';

/** The machine and versions of a measurement. */
export interface Setting {
	cores: number;
	node: string;
	n8nCore: string;
	undici: string;
	sdk: string;
	/** E.g. 2026-01-31 */
	date: string;
	minutes: number;
}

function line(values: readonly string[]): string {
	return `| ${values.map((value) => value.replaceAll('|', '\\|')).join(' | ')} |`;
}

function goalLines(results: readonly CaseResult[]): string[] {
	return [
		line(['Case', 'Goal', 'Measured', '']),
		line(['---', '---', '---', '---']),
		...results.flatMap(({ title, goals }) =>
			goals.map((goal, index) =>
				line([index === 0 ? title : '', goal.text, goal.measured, verdict(goal)]),
			),
		),
	];
}

function missedLines(results: readonly CaseResult[]): string[] {
	const missed = results.flatMap(({ title, goals }) =>
		goals
			.filter(({ isMet }) => !isMet)
			.map(({ text, measured, whenMissed = '' }) =>
				`- ${title}: "${text}" is missed with ${measured}. ${whenMissed}`.trim(),
			),
	);
	return missed.length === 0 ? [] : ['', '## What is missed', '', ...missed];
}

function figureLines(results: readonly CaseResult[]): string[] {
	return [
		line(['', ...COLUMNS]),
		line(['---', ...COLUMNS.map((name) => (name === 'remarks' ? '---' : '--:'))]),
		...results.flatMap(({ title, rows }) => [
			line([`**${title}**`, ...COLUMNS.map(() => '')]),
			...rows.map((row) => line([row.label, ...cells(row)])),
		]),
	];
}

function remarkLines(results: readonly CaseResult[]): string[] {
	return results.flatMap(({ title, remarks = [] }) =>
		remarks.map((remark) => `- ${title}: ${remark}`),
	);
}

/**
 * Renders docs/benchmark.md.
 *
 * @param results of one run
 */
export function documentOf(results: readonly CaseResult[], setting: Setting): string {
	const { cores, node, n8nCore, undici, sdk, date, minutes } = setting;
	return [
		'# Benchmark',
		'',
		`Written by \`npm run benchmark\` on ${date}, in one run of ${minutes.toFixed(1)} minutes, on ${cores} cores with`,
		`Node.js ${node}. Run it on your own machine: what counts are the ratios between clients that were`,
		'measured in the same run. `npm run benchmark -- --help` tells the rest.',
		'',
		'Every client deletes real conversations of the emulator (a local stand-in for Twilio Conversations',
		'v2, in a process of its own). That each was deleted exactly once is read from its journal, and so is',
		'how many requests there were and how many were answered with 429 (`Retry-After: 1`). Real networks',
		'are slower and have TLS; Twilio publishes no limits for this API, so these are made up.',
		'',
		'## Goals',
		'',
		...goalLines(results),
		...missedLines(results),
		'',
		'## Clients',
		'',
		`- **(a)** the fastest possible client: a Pool of undici ${undici} that is told how many connections to use or`,
		'  how fast to send. It finds nothing out; what is refused it sends again.',
		`- **(b)** Twilio's SDK ${sdk}: one delete after the other, or all at once with \`autoRetry: true\`.`,
		`- **(c)** n8n's own HTTP Request node (n8n-core ${n8nCore}), which starts all items at once: set to continue on`,
		'  fail, set to Retry On Fail, or with batches set by hand.',
		'- **(d)** this node, as built for a release, in the same engine: Conversation > Delete with an item for each',
		'  conversation, and Conversation > Clean Up, which finds them itself. Nothing is set about speed. Waiting for',
		'  the operations and Check Again are off, because the other clients do neither.',
		"- The bare loop is a node that does nothing but call n8n's HTTP helper, with the same credential, told how",
		'  many at once.',
		'',
		'## Figures',
		'',
		...figureLines(results),
		'',
		...remarkLines(results),
		'- `deleted` is what is gone at the emulator; `told` is what the client reports, done / failed.',
		'- `at once` is the most requests that were under way at the same time, as the emulator counts them.',
		'- `wall` and `CPU` are taken around the work alone: modules were loaded and the client warmed up before.',
		'- `CPU` is that of the whole client process, user and system, per request that it sent.',
		'- A rate is settled when, from then on, each of three seconds has accepted requests within 10 % of the limit',
		'  and at most 10 % of its requests are refused.',
		'- Memory is what is alive in the heap, after a garbage collection every 0.25 s, in a fresh process.',
		'',
	].join('\n');
}
