import type { Cancellation } from '../cancellation';
import { now } from '../clock';
import { pause, type Silence } from '../sending/silence';

/** Twilio has no compare-and-swap: a write may undo another's, and is repeated then. */
const MAX_WRITES = 10;
const MAX_PAUSE_MS = 5_000;

/** Makes one state of another; the very same where there is nothing to change. */
export type Change<State> = (state: State) => State;

/** A change of something at Twilio that others may change at the same moment. */
export interface ContestedWrite<State> {
	/** What was read right before; undefined: it is read first. */
	readonly first?: State;
	read(): Promise<State>;
	/** Whether to wait for what becomes of a write; otherwise the first one ends it. */
	readonly looksAgain: boolean;
	readonly change: Change<State>;
	isSame(one: State, other: State): boolean;
	/** @returns does once more what made the one of the other */
	repairing(before: State, after: State): Change<State>;
	/** @returns the error that says so where there is no room for what is wanted */
	noRoom(wanted: State, there: State, isFirst: boolean): Error | undefined;
	/** Whether nothing has to be written where nothing is to be changed. */
	isSettled(isFirst: boolean): boolean;
	/**
	 * @param there what `wanted` was made of
	 * @param writes how many there were before
	 * @returns what stood there when the write was accepted, where that can be seen
	 */
	write(wanted: State, there: State, writes: number): Promise<State | undefined>;
	/** @returns the error for when others keep writing over it */
	neverSettles(): Error;
}

/**
 * Reads, changes, writes, and looks again after a pause as long as the write took, until a look shows
 * nothing left to change: somebody who read before the write may write after it, and takes about as
 * long.
 *
 * What somebody else wrote since the reading is lost by a write. Where that is seen, because the write
 * was accepted and not yet carried out, the next write puts it back. Where both do not fit, the place
 * is theirs.
 *
 * @returns the state as it was seen last, and whether anything was written
 * @throws what `noRoom` and `neverSettles` return; what reading and writing throw
 */
export async function writeContested<State>(
	client: { silence: Silence; cancellation: Cancellation },
	contested: ContestedWrite<State>,
): Promise<{ state: State; isChanged: boolean }> {
	const { change, repairing } = contested;
	const nothing: Change<State> = (state) => state;
	let [repair, undo] = [nothing, nothing];
	let there = contested.first ?? (await contested.read());
	for (let writes = 0; ; writes++) {
		const isFirst = writes === 0;
		const wanted = change(repair(there));
		const noRoom = contested.noRoom(wanted, there, isFirst);
		const next = noRoom === undefined ? wanted : undo(there);
		const isDone = contested.isSame(next, there) && contested.isSettled(isFirst);
		if (noRoom !== undefined && (isFirst || isDone)) throw noRoom;
		if (isDone) return { state: there, isChanged: !isFirst };
		if (writes === MAX_WRITES) throw contested.neverSettles();
		const begunAt = now();
		const meanwhile = await contested.write(next, there, writes);
		if (!contested.looksAgain) return { state: there, isChanged: true };
		// The jitter keeps two that collide from colliding again.
		await pause(client, Math.min(MAX_PAUSE_MS, (now() - begunAt) * (1 + Math.random())));
		repair = meanwhile === undefined ? nothing : repairing(there, meanwhile);
		undo = meanwhile === undefined || noRoom !== undefined ? nothing : repairing(wanted, meanwhile);
		there = await contested.read();
	}
}
