/** Time as the emulator sees it. Tests move it; left alone it runs with the machine's clock. */
export interface Clock {
	/** Milliseconds since the epoch. */
	now(): number;
	/** Moves time forward by milliseconds. What falls due in between happens now. */
	advance(milliseconds: number): void;
	/** Sets the time (milliseconds since the epoch, ISO string or Date). */
	set(time: number | string | Date): void;
	/** Time stands still until `resume`, except for `advance` and `set`. */
	freeze(): void;
	/** Time runs again, from where it stands. */
	resume(): void;
	/** Back to the machine's clock. */
	reset(): void;
}

/**
 * @param onMove called after `advance` and `set`, so that time-outs and operations fall due.
 */
export function createClock(onMove: () => void): Clock {
	let offset = 0;
	let frozenAt: number | null = null;
	const now = () => frozenAt ?? Date.now() + offset;

	const moveTo = (time: number) => {
		if (!Number.isFinite(time)) throw new Error('The clock needs a valid time');
		if (frozenAt === null) offset = time - Date.now();
		else frozenAt = time;
		onMove();
	};

	return {
		now,
		advance: (milliseconds) => moveTo(now() + milliseconds),
		set: (time) => moveTo(new Date(time).getTime()),
		freeze: () => {
			frozenAt ??= now();
		},
		resume: () => {
			if (frozenAt === null) return;
			offset = frozenAt - Date.now();
			frozenAt = null;
		},
		reset: () => {
			offset = 0;
			frozenAt = null;
		},
	};
}
