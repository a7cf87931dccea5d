import { MultiBar } from 'cli-progress';
import type { SingleBar } from 'cli-progress';
import type { Tally } from './tally';

/** Shows how far the run is. */
export interface Progress {
	show(tally: Tally): void;
	stop(): void;
}

interface Totals {
	closings: number;
	deletions: number;
}

/** A line this often where there is no terminal to draw on, in milliseconds. */
const LINE_INTERVAL_MS = 2_000;

/** Bars on a terminal, elsewhere (a log, a pipe) a line now and then. */
export function createProgress(stream: NodeJS.WriteStream, totals: Totals): Progress {
	return stream.isTTY ? barsOn(stream, totals) : linesOn(stream, totals);
}

function barsOn(stream: NodeJS.WriteStream, totals: Totals): Progress {
	const bars = new MultiBar({
		stream,
		format: '{name} {bar} {value} of {total}  {note}',
		barCompleteChar: '█',
		barIncompleteChar: '░',
		barsize: 30,
		hideCursor: true,
		// The run has its own handling of Ctrl-C.
		gracefulExit: false,
	});
	const closings = bars.create(totals.closings, 0, { name: 'closing ', note: '' });
	const deletions = bars.create(totals.deletions, 0, { name: 'deleting', note: '' });
	const move = (bar: SingleBar, value: number, note: string) => bar.update(value, { note });
	return {
		show: (tally) => {
			move(closings, tally.closings, '');
			move(deletions, tally.deletions, noteOf(tally));
		},
		stop: () => bars.stop(),
	};
}

function linesOn(stream: NodeJS.WriteStream, totals: Totals): Progress {
	let shownAt = Date.now();
	const print = (tally: Tally) => {
		const closing = `closing ${tally.closings} of ${totals.closings}`;
		const deleting = `deleting ${tally.deletions} of ${totals.deletions}`;
		stream.write(`${closing}, ${deleting}, ${noteOf(tally)}\n`);
	};
	let last: Tally | undefined;
	return {
		show: (tally) => {
			last = tally;
			if (Date.now() - shownAt < LINE_INTERVAL_MS) return;
			shownAt = Date.now();
			print(tally);
		},
		stop: () => {
			if (last) print(last);
		},
	};
}

function noteOf({ requests, rateLimited }: Tally): string {
	const refused = rateLimited > 0 ? `, ${rateLimited} answered with 429` : '';
	return `${requests} requests${refused}`;
}
