import Table from 'cli-table3';
import { bold, dim, green, red } from 'picocolors';
import { figure, seconds } from '../../tools/cli/format';
import type { FaultOptions } from './options';
import type { Finding } from './stage';

/** The finding of a scenario, and its cost. */
export interface Played extends Finding {
	readonly name: string;
	readonly requests: number;
	/** Requests that got a planned fault. */
	readonly faulty: number;
	readonly elapsedMs: number;
}

/** Problems beyond this number are only counted. */
const SHOWN_PROBLEMS = 20;

/** Introduces the run. */
export function introduction({ conversations, seed }: FaultOptions): string {
	return [
		bold('Proof under faults: what the node reports against what was done'),
		`${figure(conversations)} conversations in each great clean-up, seed ${seed} ${dim(`(again: npm run test:faults -- --seed ${seed})`)}`,
	].join('\n');
}

/** One line for a finished scenario. */
export function verdictOf({ name, problems, elapsedMs }: Played): string {
	const verdict = problems.length === 0 ? green('agrees') : red(`${problems.length} problems`);
	return `${name}: ${verdict} ${dim(seconds(elapsedMs))}`;
}

/** The discrepancies, each with the requests that led to it. */
export function problemsOf({ problems }: Played): string[] {
	const more = problems.length - SHOWN_PROBLEMS;
	return [
		...problems.slice(0, SHOWN_PROBLEMS).map((problem) => red(`  ${problem}`)),
		...(more > 0 ? [red(`  and ${figure(more)} more`)] : []),
	];
}

/** The table of all scenarios. */
export function overview(played: readonly Played[]): string {
	const head = ['scenario', 'asked', 'reported', 'requests', 'faulty', 'time', 'problems'];
	const colAligns = head.map((_, index) => (index === 0 || index === 2 ? 'left' : 'right'));
	const table = new Table({ head, colAligns, style: { head: [], border: [] } });
	for (const { name, asked, outcomes, requests, faulty, elapsedMs, problems } of played) {
		const reported = Object.entries(outcomes).map(([name, count]) => `${figure(count)} ${name}`);
		const share = requests === 0 ? 0 : Math.round((faulty / requests) * 100);
		table.push([
			name,
			figure(asked),
			reported.join(', '),
			figure(requests),
			`${share} %`,
			seconds(elapsedMs),
			problems.length === 0 ? green('none') : red(figure(problems.length)),
		]);
	}
	return table.toString();
}

/** The overall result. */
export function conclusion(played: readonly Played[], elapsedMs: number): string {
	const isGood = played.every(({ problems }) => problems.length === 0);
	const took = `in ${seconds(elapsedMs)}`;
	return isGood
		? green(`Report and emulator agree, conversation by conversation, ${took}.`)
		: red(`Report and emulator do not agree, ${took}.`);
}
