/** A server with a limit, for the simulation. Times are milliseconds. */
export interface Server {
	/** @returns whether the request is accepted */
	arrive(now: number): boolean;
	/** An accepted request is answered. */
	leave(): void;
}

/** The limit at a given time. */
type Limit = (now: number) => number;

/** At most this many in any second. */
export function slidingWindow(limit: Limit): Server {
	let taken: number[] = [];
	return {
		arrive(now) {
			taken = taken.filter((at) => at > now - 1000);
			if (taken.length >= limit(now)) return false;
			taken.push(now);
			return true;
		},
		leave: () => undefined,
	};
}

/** Tokens that refill at a rate, up to a maximum. */
export function tokenBucket(limit: Limit, saved: number): Server {
	let tokens = saved;
	let last = 0;
	return {
		arrive(now) {
			tokens = Math.min(saved, tokens + ((now - last) * limit(now)) / 1000);
			last = now;
			if (tokens < 1) return false;
			tokens--;
			return true;
		},
		leave: () => undefined,
	};
}

/** At most this many in each second of the clock. */
export function fixedWindow(limit: Limit): Server {
	let second = -1;
	let taken = 0;
	return {
		arrive(now) {
			if (Math.floor(now / 1000) !== second) taken = 0;
			second = Math.floor(now / 1000);
			if (taken >= limit(now)) return false;
			taken++;
			return true;
		},
		leave: () => undefined,
	};
}

/** At most this many at the same time. */
export function atOnce(limit: Limit): Server {
	let working = 0;
	return {
		arrive(now) {
			if (working >= limit(now)) return false;
			working++;
			return true;
		},
		leave: () => {
			working--;
		},
	};
}

/** Two limits in a row; a request that the second refuses still counts for the first. */
export function both(first: Server, second: Server): Server {
	return {
		arrive: (now) => first.arrive(now) && second.arrive(now),
		leave() {
			first.leave();
			second.leave();
		},
	};
}

/** Refuses a random share of the requests, whatever their rate. */
export function noisy(server: Server, share: number, random: () => number): Server {
	return {
		arrive: (now) => random() >= share && server.arrive(now),
		leave: () => server.leave(),
	};
}
