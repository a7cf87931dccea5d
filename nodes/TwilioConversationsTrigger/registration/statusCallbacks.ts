import { type IDataObject, NodeOperationError } from 'n8n-workflow';

import { statusOf } from '../../api/answers/errors';
import type { TwilioClient } from '../../api/client';
import { now } from '../../api/clock';
import { recordsIn } from '../../api/json';
import { pause } from '../../api/sending/silence';
import { KeyedMutex } from './keyedMutex';
import { noRoom } from './noRoom';

/** A list of callback URLs at Twilio. */
export interface CallbackList {
	/** Unique key. */
	readonly key: string;
	readonly kind: 'configuration' | 'conversation';
	/** In quotes, e.g. `"Support"`; known after the first read. */
	readonly name: string;
	/** How many entries Twilio allows. */
	readonly capacity: number;
	read(): Promise<IDataObject[]>;
	/**
	 * Replaces the whole list, and returns when Twilio has done so.
	 *
	 * @returns the list right before the write, if it can be seen
	 */
	write(callbacks: IDataObject[]): Promise<IDataObject[] | undefined>;
}

/** Twilio has no compare-and-swap: a write may overwrite another one, and is then repeated. */
const MAX_WRITES = 10;
const MAX_PAUSE_MS = 5_000;

/** Far longer than another trigger's write takes. That wait does not count as Twilio's silence. */
const MAX_TURN_MS = 60_000;

/** Writes to the same list run one after the other, in this process. */
const writing = new KeyedMutex();

/** Lists whose last write was not seen to complete, so that a read may be stale. */
const unsettled = new Set<string>();

/** @returns the entries of a list as Twilio returns it, which may be null or missing */
export function entriesOf(statusCallbacks: unknown): IDataObject[] {
	return recordsIn(statusCallbacks);
}

/** @returns whether a URL is in a list, once, and with the method that this trigger expects */
export function has(callbacks: readonly IDataObject[], url: string): boolean {
	const [own, ...more] = callbacks.filter((entry) => entry.url === url);
	return own !== undefined && more.length === 0 && (own.method ?? 'POST') === 'POST';
}

/** @returns whether no earlier write may still change what a read shows */
export function isSettled({ key }: CallbackList): boolean {
	return !unsettled.has(key);
}

/**
 * Adds a URL to a list, and leaves all other entries.
 *
 * @param first the list as read a moment ago
 * @throws NodeOperationError when the list is full, naming its URLs, or when others keep
 *   overwriting it
 */
export async function addUrl(
	client: TwilioClient,
	list: CallbackList,
	url: string,
	first?: IDataObject[],
): Promise<void> {
	await settle(client, list, first, (callbacks) => {
		if (has(callbacks, url)) return undefined;
		const others = callbacks.filter((entry) => entry.url !== url);
		if (others.length >= list.capacity) throw noRoom(client.node, list, others, url);
		return [...others, { url, method: 'POST' }];
	});
}

/** Removes a URL from a list, and leaves all other entries. */
export async function removeUrl(
	client: TwilioClient,
	list: CallbackList,
	url: string,
	first?: IDataObject[],
): Promise<void> {
	await settle(client, list, first, (callbacks) =>
		callbacks.some((entry) => entry.url === url)
			? callbacks.filter((entry) => entry.url !== url)
			: undefined,
	);
}

type Change = (callbacks: IDataObject[]) => IDataObject[] | undefined;

async function settle(
	client: TwilioClient,
	list: CallbackList,
	first: IDataObject[] | undefined,
	change: Change,
): Promise<void> {
	const isBusy = writing.isBusy(list.key);
	if (isBusy) client.silence.expect(MAX_TURN_MS);
	await writing.run(list.key, async () => {
		if (isBusy) client.silence.expect(0);
		// Another trigger has written in the meantime, so the earlier read is stale.
		await writeUntilSettled(client, list, isBusy ? undefined : first, change);
	});
}

/**
 * Reads, changes and writes until a read shows nothing left to change. After its own write it reads
 * again, after a pause as long as the write took: another n8n that read before that write may write
 * after it, and needs about as long.
 */
async function writeUntilSettled(
	client: TwilioClient,
	list: CallbackList,
	first: IDataObject[] | undefined,
	change: Change,
): Promise<void> {
	let looksLeft = 1;
	let pauseMs = 0;
	let meanwhile: IDataObject[] | undefined;
	let repair: Change = () => undefined;
	let callbacks = first ?? (await list.read());
	for (let writes = 0; ; callbacks = await list.read()) {
		const repaired = repair(callbacks);
		const wanted = change(repaired ?? callbacks) ?? repaired ?? again(list, callbacks);
		if (wanted === undefined) {
			if (--looksLeft <= 0) return;
			await pause(client, pauseMs);
			continue;
		}
		if (meanwhile !== undefined && wanted.length > list.capacity) {
			// Another n8n took the last place, so it is theirs.
			await write(list, meanwhile);
			change(meanwhile);
		}
		if (writes === MAX_WRITES) throw neverSettles(client, list);
		const begun = now();
		meanwhile = await write(list, wanted);
		writes++;
		repair = repairing(callbacks, meanwhile);
		// Jitter, so that two that collided do not collide again.
		pauseMs = Math.min(MAX_PAUSE_MS, (now() - begun) * (1 + Math.random()));
		looksLeft = 2;
	}
}

/** An earlier write may still be running; repeating it takes effect after that one. */
function again(list: CallbackList, callbacks: IDataObject[]): IDataObject[] | undefined {
	return isSettled(list) ? undefined : callbacks;
}

/** A write that was not seen to complete leaves the list unsettled, unless Twilio refused it. */
async function write(list: CallbackList, callbacks: IDataObject[]) {
	unsettled.add(list.key);
	const meanwhile = await list.write(callbacks).catch((error: unknown) => {
		const status = statusOf(error) ?? 0;
		if (status >= 400 && status < 500) unsettled.delete(list.key);
		throw error;
	});
	unsettled.delete(list.key);
	return meanwhile;
}

/**
 * A write overwrites changes that others made since the read before it. This finds their change.
 *
 * @param before the list as read
 * @param meanwhile the list when the write was accepted
 * @returns a change that repeats theirs
 */
function repairing(before: IDataObject[], meanwhile: IDataObject[] | undefined): Change {
	if (meanwhile === undefined) return () => undefined;
	const isIn = (list: readonly IDataObject[]) => {
		const urls = new Set(list.map(({ url }) => url));
		return ({ url }: IDataObject) => urls.has(url);
	};
	const [wasBefore, wasMeanwhile] = [isIn(before), isIn(meanwhile)];
	const added = meanwhile.filter((entry) => !wasBefore(entry));
	const removed = isIn(before.filter((entry) => !wasMeanwhile(entry)));
	return (callbacks) => {
		const isThere = isIn(callbacks);
		const missing = added.filter((entry) => !isThere(entry));
		if (missing.length === 0 && !callbacks.some(removed)) return undefined;
		return [...callbacks.filter((entry) => !removed(entry)), ...missing];
	};
}

function neverSettles(client: TwilioClient, list: CallbackList) {
	return new NodeOperationError(
		client.node,
		`Somebody else keeps changing the status callbacks of the ${list.kind} ${list.name}`,
		{ description: 'The change of this trigger was overwritten each time. Try again in a moment.' },
	);
}
