import Table from 'cli-table3';
import { bold, dim, green, red } from 'picocolors';
import { seconds } from '../../tools/cli/format';
import type { Check } from './check';
import type { Finding } from './scenarios/stage';

/** No lines between rows: there are many. */
const NO_LINES = { mid: '', 'mid-mid': '', 'left-mid': '', 'right-mid': '' };

/** The result of a scenario, one check per row. */
export function tableOf(title: string, { checks, remarks }: Finding): string {
	const head = [bold(title), 'expected', 'seen', ''];
	const table = new Table({ head, chars: NO_LINES, style: { head: [], border: [] } });
	for (const { label, expected, seen, isGood } of checks) {
		table.push([label, expected, isGood ? seen : red(seen), isGood ? green('✓') : red('✗')]);
	}
	return [table.toString(), ...remarks.map((remark) => dim(remark))].join('\n');
}

/** The last line, as in the other suites. */
export function conclusion(checks: readonly Check[], elapsedMs: number): string {
	const failed = checks.filter(({ isGood }) => !isGood).length;
	const text = `${checks.length - failed} passed, ${failed} failed`;
	return `${failed === 0 ? green(text) : red(text)} ${dim(`in ${seconds(elapsedMs)}`)}`;
}
