/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { clearLine, cursorTo } from 'node:readline';
import { dim, green } from 'picocolors';

/** Shows what is being waited for, and since when. */
export interface Status {
	/** @param detail e.g. how many packages so far */
	show(phase: string, detail?: string): void;
	/** Ends the step with a line that stays, if there is something to say. */
	done(text?: string): void;
}

/** Interval between lines without a terminal to draw on (a log, a pipe). */
const LINE_INTERVAL_MS = 15_000;
const DRAW_INTERVAL_MS = 1_000;

/** @returns e.g. `8 s` or `2 min 5 s` */
export function duration(milliseconds: number): string {
	const seconds = Math.round(milliseconds / 1000);
	if (seconds < 60) return `${seconds} s`;
	return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Redraws one line on a terminal; otherwise writes a line for each phase, and one now and then. */
export function createStatus(stream: NodeJS.WriteStream): Status {
	let phase: string | undefined;
	let detail = '';
	let stepBegan = Date.now();
	let timer: NodeJS.Timeout | undefined;

	const clear = () => {
		if (!stream.isTTY) return;
		clearLine(stream, 0);
		cursorTo(stream, 0);
	};
	const draw = () => {
		const line = `… ${phase}${detail} (${duration(Date.now() - stepBegan)})`;
		clear();
		stream.write(stream.isTTY ? dim(line.slice(0, (stream.columns || 80) - 1)) : `${line}\n`);
	};
	const begin = () => {
		stepBegan = Date.now();
		timer = setInterval(draw, stream.isTTY ? DRAW_INTERVAL_MS : LINE_INTERVAL_MS).unref();
	};

	return {
		show: (next, more) => {
			if (timer === undefined) begin();
			detail = more === undefined ? '' : `: ${more}`;
			if (next === phase) return;
			phase = next;
			draw();
		},
		done: (text) => {
			clearInterval(timer);
			timer = undefined;
			phase = undefined;
			clear();
			if (text === undefined) return;
			stream.write(`${green('✓')} ${text} ${dim(`(${duration(Date.now() - stepBegan)})`)}\n`);
		},
	};
}
