import type { IDataObject } from 'n8n-workflow';

import type { TwilioClient } from '../../api/client';
import { LIST_CONVERSATIONS } from '../../api/endpoints';
import { isNotFound, statusOf } from '../../api/answers/errors';
import { listPages, MAX_PAGE_SIZE } from '../../api/paging';
import { sideBySide } from '../../api/sideBySide';
import {
	callbacksOf,
	conversationList,
	readConversation,
} from '../../shared/callbacks/conversationList';
import { addUrl, has, removeUrl } from '../../shared/callbacks/statusCallbacks';

/** Limit per activation; further conversations are counted and reported. */
const MAX_ADDED = 1000;

/** What happened to the open conversations. */
export interface Tally {
	/** Changed, or already as requested. */
	done: number;
	/** Could not be changed. */
	left: number;
	/** Not read, because they were beyond the limit. */
	beyond: number;
	/** Why the first of those in `left` could not be changed. */
	reason?: string;
}

export interface OpenConversations {
	readonly configurationId: string;
	readonly url: string;
	/** IDs of conversations without the URL, so that its removal can skip them. */
	readonly without?: Set<string>;
	/** Whether to stop early. */
	readonly isStopped?: () => boolean;
	/** Updated in place, so that it is right even if the work stops early or fails. */
	readonly tally: Tally;
}

/** A tally with nothing counted. */
export function newTally(): Tally {
	return { done: 0, left: 0, beyond: 0 };
}

/**
 * Adds a URL to the open conversations of a configuration. They have a copy of the callbacks that
 * the configuration had when they began, so changing the configuration does not reach them. A
 * conversation that refuses the change does not stop the others.
 *
 * @throws NodeApiError when Twilio cannot be reached or does not accept the credential
 */
export async function reachOpen(client: TwilioClient, open: OpenConversations): Promise<void> {
	const { url, without } = open;
	let added = 0;
	await forEachOpen(client, open, async (own, { id, callbacks, isFresh }) => {
		if (has(callbacks, url)) return true;
		// Until the write succeeds, the conversation counts as one without the URL.
		without?.add(id);
		if (added++ >= MAX_ADDED) return false;
		await addUrl(own, conversationList(own, id), url, isFresh ? callbacks : undefined);
		without?.delete(id);
		return true;
	});
}

/**
 * Removes the URL from the open conversations of a configuration, without a limit.
 *
 * @throws NodeApiError as `reachOpen`
 */
export async function leaveOpen(client: TwilioClient, open: OpenConversations): Promise<void> {
	const { url } = open;
	await forEachOpen(client, open, async (own, { id, callbacks, isFresh }) => {
		if (callbacks.some((entry) => entry.url === url)) {
			await removeUrl(own, conversationList(own, id), url, isFresh ? callbacks : undefined);
		}
		return true;
	});
}

/** An open conversation of the configuration. */
interface Found {
	readonly id: string;
	readonly callbacks: IDataObject[];
	/** Whether they were read just now; those from a list may be stale. */
	readonly isFresh: boolean;
}

/**
 * Page by page, with the conversations of a page concurrently. Refused changes are counted.
 *
 * @param task returns whether the conversation is as requested
 */
async function forEachOpen(
	client: TwilioClient,
	{ configurationId, without, isStopped, tally }: OpenConversations,
	task: (own: TwilioClient, found: Found) => Promise<boolean>,
): Promise<void> {
	const changeOne = async (own: TwilioClient, id: string, record: IDataObject) => {
		const found = await look(own, configurationId, record);
		if (found === undefined) without?.add(id);
		if (found === undefined || isStopped?.()) return;
		if (await task(own, found)) tally.done++;
		else tally.beyond++;
	};
	const pages = listPages(client, LIST_CONVERSATIONS, {
		ids: {},
		query: { status: ['ACTIVE', 'INACTIVE'] },
		pageSize: MAX_PAGE_SIZE,
	});
	for await (const page of pages) {
		await sideBySide(client, page, async (own, record) => {
			if (isStopped?.()) return;
			const id = String(record.id);
			const owner = record.configurationId;
			if (without?.has(id) || (owner !== undefined && owner !== configurationId)) return;
			await changeOne(own, id, record).catch((error: unknown) => {
				// Deleted in the meantime, so there is nothing to change.
				if (isNotFound(error)) return;
				if (own.cancellation.isCancelled || statusOf(error) === 401) throw error;
				tally.left++;
				tally.reason ??= error instanceof Error ? error.message : String(error);
			});
		});
		if (isStopped?.()) return;
	}
}

/**
 * Listed records may lack members (Twilio's own notes on Orchestrator); then the record is fetched.
 */
async function look(
	client: TwilioClient,
	configurationId: string,
	record: IDataObject,
): Promise<Found | undefined> {
	const id = String(record.id);
	const listed = record.configurationId === undefined ? undefined : callbacksOf(record);
	if (listed !== undefined) return { id, callbacks: listed, isFresh: false };
	const conversation = await readConversation(client, id);
	if (conversation.configurationId !== configurationId) return undefined;
	return { id, callbacks: callbacksOf(conversation) ?? [], isFresh: true };
}
