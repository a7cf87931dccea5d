import { type IDataObject, NodeOperationError } from 'n8n-workflow';

import { statusOf } from '../../api/answers/errors';
import type { TwilioClient } from '../../api/client';
import { type Change, writeContested } from '../../api/jobs/contestedWrite';
import { recordsIn } from '../../api/json';
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
 * @param isLeftover selects entries to remove at the same time
 * @throws NodeOperationError when the list is full, naming its URLs, or when others keep
 *   overwriting it
 */
export async function addUrl(
	client: TwilioClient,
	list: CallbackList,
	url: string,
	first?: IDataObject[],
	isLeftover: (url: unknown) => boolean = () => false,
): Promise<void> {
	await settle(client, list, { first, url }, (callbacks) => {
		const kept = callbacks.filter((entry) => entry.url === url || !isLeftover(entry.url));
		if (!has(kept, url)) return [...kept.filter(isOther(url)), { url, method: 'POST' }];
		return kept.length < callbacks.length ? kept : callbacks;
	});
}

/** Removes a URL from a list, and leaves all other entries. */
export async function removeUrl(
	client: TwilioClient,
	list: CallbackList,
	url: string,
	first?: IDataObject[],
): Promise<void> {
	await settle(client, list, { first, url }, (callbacks) => {
		const others = callbacks.filter(isOther(url));
		return others.length < callbacks.length ? others : callbacks;
	});
}

const isOther = (url: string) => (entry: IDataObject) => entry.url !== url;

async function settle(
	client: TwilioClient,
	list: CallbackList,
	{ first, url }: { first: IDataObject[] | undefined; url: string },
	change: Change<IDataObject[]>,
): Promise<void> {
	const isBusy = writing.isBusy(list.key);
	if (isBusy) client.silence.expect(MAX_TURN_MS);
	await writing.run(list.key, async () => {
		if (isBusy) client.silence.expect(0);
		await writeContested(client, {
			// Another one has written meanwhile, so what was read before is out of date.
			first: isBusy ? undefined : first,
			read: async () => await list.read(),
			looksAgain: true,
			change,
			isSame: (one, other) => one === other,
			repairing,
			noRoom: (wanted, there) =>
				wanted.length > Math.max(list.capacity, there.length)
					? noRoom(client.node, list, there.filter(isOther(url)), url)
					: undefined,
			// An earlier write may still be under way; writing the same once more comes after it.
			isSettled: () => isSettled(list),
			write: async (callbacks) => await write(list, callbacks),
			neverSettles: () => neverSettles(client, list),
		});
	});
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

function repairing(before: IDataObject[], after: IDataObject[]): Change<IDataObject[]> {
	const isIn = (list: readonly IDataObject[]) => {
		const urls = new Set(list.map(({ url }) => url));
		return ({ url }: IDataObject) => urls.has(url);
	};
	const [wasBefore, isAfter] = [isIn(before), isIn(after)];
	const added = after.filter((entry) => !wasBefore(entry));
	const removed = isIn(before.filter((entry) => !isAfter(entry)));
	return (callbacks) => {
		const isThere = isIn(callbacks);
		const missing = added.filter((entry) => !isThere(entry));
		if (missing.length === 0 && !callbacks.some(removed)) return callbacks;
		return [...callbacks.filter((entry) => !removed(entry)), ...missing];
	};
}

function neverSettles(client: TwilioClient, list: CallbackList) {
	return new NodeOperationError(
		client.node,
		`Somebody else keeps changing the status callbacks of the ${list.kind} ${list.name}`,
		{ description: 'The change of this step was overwritten each time. Try again in a moment.' },
	);
}
