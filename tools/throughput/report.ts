import Table from 'cli-table3';
import { bold } from 'picocolors';
import type { Round } from './callbacksPerSecond';
import type { Start } from './startTime';
import { median } from './statistics';

function table(head: string[], rows: string[][]): string {
	const colAligns = head.map((_, index) => (index === 0 ? ('left' as const) : ('right' as const)));
	const lines = new Table({ head, colAligns, style: { head: [], border: [] } });
	lines.push(...rows);
	return lines.toString();
}

function range(values: readonly number[], digits: number): string {
	const [low, high] = [Math.min(...values), Math.max(...values)];
	return `${low.toFixed(digits)} to ${high.toFixed(digits)}`;
}

/**
 * Callbacks per second: a row for each workflow, and their ratio.
 *
 * @param title names the settings
 */
export function ratesReport(title: string, rounds: readonly Round[]): string {
	const row = (name: string, of: (round: Round) => number, digits: number) => {
		const values = rounds.map(of);
		return [name, median(values).toFixed(digits), range(values, digits)];
	};
	return table(
		[bold(title), 'median', `of ${rounds.length} rounds`],
		[
			row('this trigger: callbacks a second', ({ trigger }) => trigger.perSecond, 1),
			row("n8n's Webhook node: callbacks a second", ({ webhook }) => webhook.perSecond, 1),
			row('ratio', ({ trigger, webhook }) => trigger.perSecond / webhook.perSecond, 2),
			row('this trigger: ms of processor each', ({ trigger }) => trigger.processorMs, 1),
			row("n8n's Webhook node: ms of processor each", ({ webhook }) => webhook.processorMs, 1),
			row('this trigger: ms until the answer', ({ trigger }) => trigger.answerMs, 0),
			row("n8n's Webhook node: ms until the answer", ({ webhook }) => webhook.answerMs, 0),
		],
	);
}

/** Seconds until n8n is ready. */
export function startsReport(starts: readonly Start[]): string {
	const row = (name: string, of: (start: Start) => number) => {
		const values = starts.map(of);
		return [name, median(values).toFixed(1), range(values, 1)];
	};
	return table(
		[bold('start of n8n, seconds until it answers'), 'median', `of ${starts.length} starts`],
		[
			row('without the package', ({ without }) => without),
			row('with the package', (start) => start.with),
			row('difference', (start) => start.with - start.without),
		],
	);
}
