import { SingleBar } from 'cli-progress';

/** How far a run is. */
export interface Tally {
	done: number;
	requests: number;
}

/** Shows what is being measured, and how far it is. */
export interface Progress {
	begin(label: string, total: number): void;
	show(tally: Tally): void;
	end(): void;
}

/** A bar on a terminal; elsewhere (a log, a pipe) a line for each run. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
	if (!stream.isTTY) {
		return {
			begin: (label, total) => void stream.write(`${label}, ${total}\n`),
			show: () => {},
			end: () => {},
		};
	}
	const bar = new SingleBar({
		stream,
		format: '{bar} {value} of {total}  {label}  {requests} requests, {duration_formatted}',
		barCompleteChar: '█',
		barIncompleteChar: '░',
		barsize: 24,
		hideCursor: true,
		clearOnComplete: true,
		// The benchmark has its own handling of Ctrl-C.
		gracefulExit: false,
	});
	return {
		begin: (label, total) => bar.start(total, 0, { label, requests: 0 }),
		show: ({ done, requests }) => bar.update(done, { requests }),
		end: () => bar.stop(),
	};
}
