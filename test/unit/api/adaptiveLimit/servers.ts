/** A server with a limit, as the simulation sees it. Times are milliseconds. */
export interface Server {
	/** @returns whether it takes the request */
	arrive(now: number): boolean;
	/** A request that was taken is answered. */
	leave(): void;
}

/** A limit at a moment. */
type Limit = (now: number) => number;

/** In any second no more than so many. */
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

/** Tokens that come back at a rate, and of which so many can be saved. */
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

/** So many in every second of the clock. */
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

/** So many at the same time. */
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

/** Two limits; what the second refuses counts for the first. */
export function both(first: Server, second: Server): Server {
	return {
		arrive: (now) => first.arrive(now) && second.arrive(now),
		leave() {
			first.leave();
			second.leave();
		},
	};
}

/** Refuses some by chance, however few they are. */
export function noisy(server: Server, share: number, random: () => number): Server {
	return {
		arrive: (now) => random() >= share && server.arrive(now),
		leave: () => server.leave(),
	};
}
