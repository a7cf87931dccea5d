/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { setTimeout as sleep } from 'node:timers/promises';
import { MultiBar } from 'cli-progress';
import type { SingleBar } from 'cli-progress';

/** Progress of one thing. */
export interface Level {
	name: string;
	done: number;
	total: number;
	/** Further text, e.g. `1200 requests`. */
	note?: string;
}

/**
 * Shows the progress of some work while it runs.
 *
 * @param look reports the progress; always the same things, in the same order
 * @returns what the work returns
 */
export type ShowProgress = <T>(
	look: () => Level[] | Promise<Level[]>,
	work: () => Promise<T>,
) => Promise<T>;

interface Display {
	show(levels: Level[]): void;
	stop(): void;
}

/** Seldom enough not to slow down the work. */
const LOOK_INTERVAL_MS = 400;

/** Interval between lines without a terminal to draw on (a log, a pipe). */
const LINE_INTERVAL_MS = 5_000;

function barsOn(stream: NodeJS.WriteStream): Display {
	const all = new MultiBar({
		stream,
		format: '{name} {bar} {value} of {total}  {duration_formatted}  {note}',
		barCompleteChar: '█',
		barIncompleteChar: '░',
		barsize: 30,
		hideCursor: true,
		clearOnComplete: true,
		// The command handles Ctrl-C itself.
		gracefulExit: false,
	});
	const bars: SingleBar[] = [];
	return {
		show: (levels) => {
			for (const [index, { name, done, total, note = '' }] of levels.entries()) {
				bars[index] ??= all.create(total, 0, { name, note });
				bars[index].update(Math.min(total, done), { name, note });
			}
		},
		stop: () => all.stop(),
	};
}

function linesOn(stream: NodeJS.WriteStream): Display {
	let shownAt = Date.now();
	let unseen: string | undefined;
	const write = () => {
		if (unseen !== undefined) stream.write(`${unseen}\n`);
		unseen = undefined;
		shownAt = Date.now();
	};
	return {
		show: (levels) => {
			const texts = levels.flatMap(({ name, done, total, note }) => [
				`${name} ${Math.min(total, done)} of ${total}`,
				...(note === undefined ? [] : [note]),
			]);
			unseen = texts.length > 0 ? texts.join(', ') : undefined;
			if (Date.now() - shownAt >= LINE_INTERVAL_MS) write();
		},
		stop: write,
	};
}

/** Bars on a terminal, cleared at the end; otherwise a line now and then, and one at the end. */
export function progressOn(stream: NodeJS.WriteStream): ShowProgress {
	return async (look, work) => {
		const display = stream.isTTY ? barsOn(stream) : linesOn(stream);
		const ended = new AbortController();
		const follow = async () => {
			while (!ended.signal.aborted) {
				display.show(await look());
				// The end of the work also ends the pause.
				await sleep(LOOK_INTERVAL_MS, undefined, { signal: ended.signal }).catch(() => undefined);
			}
		};
		const following = follow();
		try {
			const [result] = await Promise.all([work().finally(() => ended.abort()), following]);
			display.show(await look());
			return result;
		} finally {
			// Also after a failure: a pending poll must not draw over what is printed next.
			ended.abort();
			await Promise.allSettled([following]);
			display.stop();
		}
	};
}
