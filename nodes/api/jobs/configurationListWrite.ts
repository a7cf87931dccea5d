import type { IDataObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import {
	afterAccepted,
	sendWrite,
	type SentWrite,
	waitForWrite,
	type Write,
} from './acceptedWrite';
import { stepError } from '../answers/errors';
import type { TwilioClient } from '../client';
import { now } from '../clock';
import { readConfiguration, requestPatch } from './configuration';
import {
	changed,
	changesTo,
	type ConfigurationLists,
	entriesNotIn,
	type ListChange,
	listsOf,
} from './configurationLists';
import { noRoomFor, refuseSimilar } from './configurationRoom';
import type { Accepted } from './operation';
import type { JobLabels } from './operationErrors';
import { readBefore, saysItselfAtFirst } from './readBefore';

/** Twilio has no compare-and-swap, so a write may overwrite another one, and is then repeated. */
const MAX_WRITES = 10;
const MAX_PAUSE_MS = 5_000;

/** A change of single entries in the lists of a configuration. */
export interface ListWrite {
	readonly configurationId: string;
	readonly named: ConfigurationLists;
	readonly change: ListChange;
	/** Other members, set by the first write. */
	readonly others: IDataObject;
	/**
	 * The Idempotency-Key of a write.
	 *
	 * @param body of the write
	 * @param seen the configuration that it was made from
	 * @param writes how many there were before it
	 */
	readonly keyFor: (body: IDataObject, seen: IDataObject, writes: number) => string;
	/** Whether the user chose the key of the first write. */
	readonly hasOwnKey: boolean;
	/** Maximum wait for an operation; undefined: do not wait. */
	readonly timeoutMs: number | undefined;
	/** Labels of the editor for errors about the operation. */
	readonly labels: JobLabels & {
		/** How to make room in a full list. */
		readonly makeRoom: string;
	};
}

/** The resulting configuration, or the operation if it is not waited for. */
export type ListWritten =
	| { readonly record: IDataObject; readonly isChanged: boolean }
	| { readonly accepted: Accepted };

/**
 * Adds entries to lists of a configuration, or removes them: reads, merges, writes, and reads again
 * after a pause as long as the write took, since a writer that read before may write after it.
 * Skips the write if nothing would change.
 *
 * A write replaces a list, so it overwrites what others wrote since the read. That shows once the
 * write is accepted but not yet carried out, and the next write restores it.
 *
 * @throws NodeOperationError before anything is written when a list is full, or when others keep
 *   overwriting it; NodeApiError as `sendWrite` and `waitForWrite`
 */
export async function writeLists(client: TwilioClient, write: ListWrite): Promise<ListWritten> {
	const { configurationId, named, change, keyFor, hasOwnKey, timeoutMs, labels } = write;
	const read = async () => await readConfiguration(client, configurationId);
	let seen = await readBefore('configuration', read, undefined, saysItselfAtFirst);
	if (change === 'remove') refuseSimilar(client.node, configurationId, listsOf(seen), named);
	let { others } = write;
	let [repair, undo] = [NOTHING, NOTHING];
	let done: SentWrite | undefined;
	for (let writes = 0; ; writes++) {
		const there = listsOf(seen);
		const wanted = changed(repair(there), named, change);
		const isFirst = writes === 0;
		const noRoom = noRoomFor(client.node, configurationId, {
			lists: there,
			wanted,
			isFirst,
			makeRoom: labels.makeRoom,
		});
		// Another writer took the last place, so it is theirs.
		const body = { ...others, ...changesTo(there, noRoom === undefined ? wanted : undo(there)) };
		const isSettled = Object.keys(body).length === 0;
		if (noRoom !== undefined && (isFirst || isSettled)) throw noRoom;
		if (isSettled) return { record: seen, isChanged: !isFirst };
		if (writes === MAX_WRITES) throw neverSettles(client, configurationId);
		const sent = await sendAfter(client, done, {
			what: `the change of the configuration "${configurationId}"`,
			ids: { configurationId },
			labels,
			key: keyFor(body, seen, writes),
			hasOwnKey: hasOwnKey && isFirst,
			send: async (key) => await requestPatch(client, configurationId, body, key),
		});
		if (timeoutMs === undefined) return { accepted: sent.accepted };
		const meanwhile = await afterAccepted(client, sent, read);
		const { write: ended } = await waitForWrite(client, sent, timeoutMs);
		done = ended;
		// Jitter, so that two writers that collided do not collide again.
		const pauseMs = Math.min(MAX_PAUSE_MS, (now() - sent.begunAt) * (1 + Math.random()));
		await client.cancellation.sleep(pauseMs);
		seen = await afterAccepted(client, done, read, true);
		repair = repairing(there, listsOf(meanwhile));
		undo = noRoom === undefined ? repairing(wanted, listsOf(meanwhile)) : NOTHING;
		others = {};
	}
}

type Repair = (lists: ConfigurationLists) => ConfigurationLists;
const NOTHING: Repair = (lists) => lists;

/** @returns a function that repeats the changes between the two */
function repairing(before: ConfigurationLists, after: ConfigurationLists): Repair {
	const gone = entriesNotIn(after, before);
	const come = entriesNotIn(before, after);
	return (lists) => changed(changed(lists, gone, 'remove'), come, 'add');
}

/** @param done an earlier write of this step that was carried out */
async function sendAfter(
	client: TwilioClient,
	done: SentWrite | undefined,
	write: Write,
): Promise<SentWrite> {
	try {
		return await sendWrite(client, write);
	} catch (error) {
		const isFurther = done !== undefined && error instanceof NodeApiError;
		throw isFurther ? notAgain(client, done, write, error) : error;
	}
}

function notAgain({ node }: TwilioClient, done: SentWrite, write: Write, error: NodeApiError) {
	return stepError(
		node,
		error,
		{
			message: `Twilio carried out ${write.what}, then somebody else's change met it, and it could not be written again`,
			description: `Look at the configuration with '${write.labels.get}', then run this step again: entries that are there already stay as they are.`,
		},
		{ ...write.ids, operationId: done.accepted.operationId, mayHaveRun: true },
	);
}

function neverSettles({ node }: TwilioClient, configurationId: string) {
	return new NodeOperationError(
		node,
		`Somebody else keeps changing the configuration "${configurationId}"`,
		{ description: 'The change of this step was overwritten each time. Try again in a moment.' },
	);
}
