import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { TwilioClient } from '../api/client';
import { now } from '../api/clock';
import { isRecord } from '../api/problem';
import { isSameTrigger, withoutSecrets } from './callbackUrl';

/** Something at Twilio that has a list of callback URLs. */
export interface CallbackList {
	/** In words, e.g. `configuration "Support"`; known once it was read. */
	readonly name: string;
	/** How many entries Twilio allows. */
	readonly capacity: number;
	read(): Promise<IDataObject[]>;
	/** Replaces the whole list, and returns when Twilio has done it. */
	write(callbacks: IDataObject[]): Promise<void>;
}

/** Twilio has no compare-and-swap, so a write may undo another's, and is then repeated. */
const MAX_WRITES = 10;
const MAX_PAUSE_MS = 10_000;

/** @returns the entries of a list as Twilio gives it, which may also be null or not there */
export function entriesOf(statusCallbacks: unknown): IDataObject[] {
	return Array.isArray(statusCallbacks) ? statusCallbacks.filter(isRecord) : [];
}

/** @returns whether a URL is in a list */
export function has(callbacks: readonly IDataObject[], url: string): boolean {
	return callbacks.some((callback) => callback.url === url);
}

/**
 * Puts a URL into a list, and leaves all other entries as they are.
 *
 * @throws NodeOperationError when there is no room, naming the URLs that hold the places, or when
 *   others keep writing over it
 */
export async function addUrl(client: TwilioClient, list: CallbackList, url: string): Promise<void> {
	await settle(client, list, (callbacks) => {
		if (has(callbacks, url)) return undefined;
		if (callbacks.length >= list.capacity) throw noRoom(client, list, callbacks, url);
		return [...callbacks, { url, method: 'POST' }];
	});
}

/** Takes a URL out of a list, and leaves all other entries as they are. */
export async function removeUrl(
	client: TwilioClient,
	list: CallbackList,
	url: string,
): Promise<void> {
	await settle(client, list, (callbacks) =>
		has(callbacks, url) ? callbacks.filter((callback) => callback.url !== url) : undefined,
	);
}

/**
 * Reads, changes and writes until a read shows nothing left to change. After a write of its own it
 * looks once more, after a pause as long as the write took: somebody who read before that write
 * may write after it, and takes about as long.
 */
async function settle(
	client: TwilioClient,
	list: CallbackList,
	change: (callbacks: IDataObject[]) => IDataObject[] | undefined,
): Promise<void> {
	let looksLeft = 1;
	let writes = 0;
	let pauseMs = 0;
	while (looksLeft > 0) {
		const changed = change(await list.read());
		if (changed === undefined) {
			looksLeft--;
			if (looksLeft > 0) await client.cancellation.sleep(pauseMs);
			continue;
		}
		if (writes === MAX_WRITES) throw neverSettles(client, list);
		const begun = now();
		await list.write(changed);
		writes++;
		// The jitter keeps two that collide from colliding again.
		pauseMs = Math.min(MAX_PAUSE_MS, (now() - begun) * (1 + Math.random()));
		looksLeft = 2;
	}
}

function neverSettles(client: TwilioClient, list: CallbackList) {
	return new NodeOperationError(
		client.node,
		`Somebody else keeps changing the status callbacks of the ${list.name}`,
		{ description: 'The change of this trigger was overwritten each time. Try again in a moment.' },
	);
}

function noRoom(
	client: TwilioClient,
	list: CallbackList,
	callbacks: readonly IDataObject[],
	wanted: string,
) {
	const urls = callbacks
		.map(({ url }) => String(url))
		.map((url) => {
			const shown = withoutSecrets(url);
			return isSameTrigger(url, wanted)
				? `${shown} (this trigger at another address of n8n)`
				: shown;
		})
		.join(', ');
	return new NodeOperationError(
		client.node,
		`The ${list.name} has no room for another status callback`,
		{
			description: `Twilio allows ${list.capacity}, and these hold the places: ${urls}. Remove one in Twilio, unpublish (deactivate) the workflow it belongs to, or listen on another configuration.`,
		},
	);
}
