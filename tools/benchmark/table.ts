import Table from 'cli-table3';
import { bold, green, red } from 'picocolors';
import { figure, milliseconds, seconds } from '../cli/format';
import { rateOf } from './result';
import type { CaseResult, Goal, Measured } from './result';

export const COLUMNS = [
	'deleted',
	'told',
	'requests',
	'429s',
	'at once',
	'wall',
	'deletes/s',
	'CPU/request',
	'remarks',
] as const;

/** The figures of a row, in the order of COLUMNS. */
export function cells(row: Measured): string[] {
	return [
		`${figure(row.deleted)} of ${figure(row.given)}`,
		`${figure(row.done)} / ${figure(row.failed)}`,
		figure(row.requests),
		figure(row.refused),
		figure(row.mostAtOnce),
		seconds(row.wallMs),
		figure(rateOf(row)),
		milliseconds(row.cpuMs),
		row.note,
	];
}

/** Whether a goal is met, as one word. */
export function verdict({ isMet }: Goal): string {
	return isMet ? 'met' : 'NOT met';
}

/** The faults of all cases. */
export function faultsOf(results: readonly CaseResult[]): string[] {
	return results.flatMap(({ title, rows }) =>
		rows.flatMap(({ label, faults }) => faults.map((fault) => `${title}: ${label}: ${fault}`)),
	);
}

/** No lines between rows: there are many, and the titles separate the cases. */
const NO_LINES = {
	...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
	...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
	...{ mid: '', 'mid-mid': '', 'left-mid': '', 'right-mid': '' },
	...{ left: '', right: '', middle: '' },
};

/** All cases as one table for a terminal. */
export function tableOf(results: readonly CaseResult[]): string {
	const head = ['', ...COLUMNS];
	const colAligns = head.map((name) =>
		name === '' || name === 'remarks' ? ('left' as const) : ('right' as const),
	);
	const table = new Table({ head, chars: NO_LINES, colAligns, style: { head: [], border: [] } });
	for (const { title, goals, remarks, rows } of results) {
		const lines = goals.map((goal) => {
			const paint = goal.isMet ? green : red;
			return `${paint(verdict(goal))}  ${goal.text}: ${goal.measured}`;
		});
		const content = ['', bold(title), ...lines, ...(remarks ?? [])].join('\n');
		table.push([{ colSpan: head.length, content }]);
		for (const row of rows) table.push([row.label, ...cells(row)]);
	}
	return table.toString();
}
