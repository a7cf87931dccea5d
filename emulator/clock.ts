/** The emulator's clock: follows the system clock until a test moves or stops it. */
export interface Clock {
	/** Milliseconds since the epoch. */
	now(): number;
	/** Moves time forward by milliseconds, and runs whatever falls due. */
	advance(milliseconds: number): void;
	/** Sets the time (milliseconds since the epoch, ISO string or Date). */
	set(time: number | string | Date): void;
	/** Stops the clock until `resume`, except for `advance` and `set`. */
	freeze(): void;
	/** Restarts the clock from where it stands. */
	resume(): void;
	/** Returns to the system clock. */
	reset(): void;
}

/** @param onMove called after `advance` and `set`, to run time-outs and operations that fall due */
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
