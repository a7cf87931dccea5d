import Table from 'cli-table3';
import { bold, cyan, dim, green, red, yellow } from 'picocolors';
import { figure, seconds } from '../cli/format';
import type { WorkflowResult } from '../../test/support/engine';
import { COUNTS } from './check';
import type { Counts, DryVerdict, Verdict } from './check';
import type { EventCheck, EventVerdict } from './eventCheck';
import type { DemoOptions } from './options';
import type { Plan } from './plan';
import type { Row } from './protocol';
import type { QuestionVerdict } from './questionCheck';
import type { Tally } from './tally';

const LABELS: Readonly<Record<keyof Counts, string>> = {
	found: 'found: idle, or closed and old',
	closed: 'closed',
	notClosed: 'failed to close',
	deleted: 'deleted',
	notDeleted: 'failed to delete',
};

/** Nodes that took less are not listed. */
const SHOWN_NODE_MS = 50;

function table(head: string[], rows: string[][]): string {
	const colAligns = head.map((_, index) => (index === 0 ? 'left' : 'right'));
	const lines = new Table({ head, colAligns, style: { head: [], border: [] } });
	lines.push(...rows);
	return lines.toString();
}

/** Introduces the demo to a newcomer. */
export function introduction(options: DemoOptions): string {
	const { conversations, closeAfterDays, deleteAfterDays, events, question } = options;
	return [
		bold('Nightly clean-up and events, run in n8n against a local Twilio Conversations v2'),
		`1. A stand-in for Twilio starts on this machine with ${figure(conversations)} conversations; nothing leaves it.`,
		`2. n8n's own engine runs examples/nightly-cleanup.json: close what was idle for ${closeAfterDays} days, delete what was closed for ${deleteAfterDays}.`,
		`   First as a dry run, as it is imported, and then with Dry Run off. Max Conversations is set to ${figure(conversations)}.`,
		"3. Each time the workflow's own report is compared with what the stand-in then holds.",
		...(events > 0
			? [
					`4. ${figure(events)} conversations end, and examples/on-conversation-closed.json is started by it.`,
				]
			: []),
		...(question
			? [
					`${events > 0 ? 5 : 4}. examples/confirm-appointment.json asks a customer and waits for YES; then comes the transcript.`,
				]
			: []),
		'',
	].join('\n');
}

/** The conversations before the run. */
export function inventory(rows: Row[], plan: Plan): string {
	const count = (list: Row[], status: string) =>
		figure(list.filter((row) => row.status === status).length);
	return table(
		['before the run', 'conversations', 'to be closed', 'to be deleted'],
		['ACTIVE', 'INACTIVE', 'CLOSED'].map((status) => [
			status,
			...[rows, plan.idle, plan.old].map((list) => count(list, status)),
		]),
	);
}

/** The report of the dry run, and whether it is right. */
export function dryRunReport({ closings, deletions, agrees }: DryVerdict): string {
	return [
		`Dry run   ${figure(closings)} would be closed, ${figure(deletions)} would be deleted.`,
		agrees
			? green('Checked: that is all there is to do, and nothing has changed.\n')
			: red('That is NOT what there is to do, or something has changed.'),
	].join('\n');
}

/** The workflow's report beside the actual counts. */
export function comparison({ reported, actual }: Verdict): string {
	return table(
		['after the run', 'workflow reports', 'emulator holds'],
		COUNTS.map((name) => {
			const told = reported[name];
			const cell = figure(told);
			const agrees = told === actual[name];
			return [LABELS[name], agrees ? cell : red(cell), figure(actual[name])];
		}),
	);
}

/** Requests and time. @param elapsedMs from the start of the workflow to its end */
export function effort(tally: Tally, result: WorkflowResult, elapsedMs: number): string {
	const { requests, byPurpose, rateLimited, faults, repeated } = tally;
	const purposes = Object.entries(byPurpose).map(([name, times]) => `${figure(times)} ${name}`);
	const nodes = Object.keys(result.runData)
		.map((name) => ({ name, ms: result.runs(name)[0]?.executionTime ?? 0 }))
		.filter(({ ms }) => ms >= SHOWN_NODE_MS);
	return [
		`Requests  ${figure(requests)}: ${purposes.join(', ')}`,
		`Refused   ${figure(rateLimited)} with 429, ${figure(faults)} with 5xx; ${figure(repeated)} requests repeated`,
		`Time      ${seconds(elapsedMs)}: ${nodes.map(({ name, ms }) => `${name} ${seconds(ms)}`).join(', ')}`,
	].join('\n');
}

/** Whether everything is right, and how that was checked. */
export function conclusion(
	{ agrees, disturbed, failed }: Verdict,
	{ others }: Plan,
	violations: string[],
	reasons: string[],
): string {
	const lines: string[] = [];
	if (failed > 0) {
		lines.push(yellow(`${figure(failed)} conversations could not be closed or deleted.`));
		lines.push(...reasons.map((reason) => yellow(reason)));
	}
	lines.push(
		agrees
			? green(`Checked: the report agrees with the store, number by number, and the `) +
					green(`${figure(others.length)} others are as they were.`)
			: red('The report does NOT agree with the store.'),
	);
	if (disturbed > 0) {
		lines.push(red(`${figure(disturbed)} conversations changed that should have been left alone.`));
	}
	return [...lines, ...faults(violations)].join('\n');
}

/** The emulator's own violations. */
export function faults(violations: string[]): string[] {
	return violations.slice(0, 5).map((text) => red(`Fault of the emulator: ${text}`));
}

function checkTable(title: string, checks: EventCheck[]): string {
	const rows = checks.map(({ label, expected, seen }) => {
		const cell = figure(seen);
		return [label, figure(expected), seen === expected ? cell : red(cell)];
	});
	return table([title, 'expected', 'seen'], rows);
}

/** The flows that the events started, beside the expected ones. */
export function eventReport({ checks, agrees, record }: EventVerdict): string {
	return [
		checkTable('when a conversation closes', checks),
		...(record ? [`A record  ${JSON.stringify(record)}`] : []),
		'',
		agrees
			? green('Checked: each closing started one flow, however often it came; nothing else did.')
			: red('What came of the events is NOT what was to come of them.'),
	].join('\n');
}

/** What came of the question, and what was said, as the node tells it. */
export function questionReport({ checks, agrees, lines, result }: QuestionVerdict): string {
	return [
		checkTable('when a customer is asked', checks),
		`The branch for YES put together: ${JSON.stringify(result)}`,
		'What was said, by Get Transcript, as a person or a model reads it:',
		...lines.map((line) => `  ${line}`),
		'',
		agrees
			? green('Checked: it waited for YES, and the transcript is what was said, in its order.')
			: red('What came of the question, or the transcript, is NOT what was to come of it.'),
	].join('\n');
}

/** What to try next. */
export function nextSteps(): string {
	return [
		'',
		dim('Next, try'),
		`  ${cyan('npm run demo -- --conversations 5000 --rate 100')}   ${dim('a service that answers 429')}`,
		`  ${cyan('npm run demo -- --fail 10')}                         ${dim('deletions that fail for good')}`,
		`  ${cyan('npm run emulator')}                                  ${dim('the stand-in alone, for your own n8n')}`,
		`  ${cyan('npm start')}                                         ${dim("n8n's editor with nodes and examples; installs n8n, 3 GB")}`,
	].join('\n');
}
