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
import { type Change, type ContestedWrite, writeContested } from './contestedWrite';
import type { Accepted } from './operation';
import type { JobLabels } from './operationErrors';
import { readBefore, saysItselfAtFirst } from './readBefore';

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
 * Adds entries to lists of a configuration, or removes them. Skips the write if nothing would change.
 * A write replaces a list: see `writeContested`.
 *
 * @throws NodeOperationError before anything is written when a list is full, or when others keep
 *   overwriting it; NodeApiError as `sendWrite` and `waitForWrite`
 */
export async function writeLists(client: TwilioClient, write: ListWrite): Promise<ListWritten> {
	const { configurationId, named, change, others, keyFor, hasOwnKey, timeoutMs, labels } = write;
	const read = async () => await readConfiguration(client, configurationId);
	let seen = await readBefore('configuration', read, undefined, saysItselfAtFirst);
	if (change === 'remove') refuseSimilar(client.node, configurationId, listsOf(seen), named);
	let done: SentWrite | undefined;
	let accepted: Accepted | undefined;
	const contested: ContestedWrite<ConfigurationLists> = {
		first: listsOf(seen),
		async read() {
			seen = done === undefined ? await read() : await afterAccepted(client, done, read, true);
			return listsOf(seen);
		},
		looksAgain: timeoutMs !== undefined,
		change: (lists) => changed(lists, named, change),
		isSame: (one, other) => Object.keys(changesTo(other, one)).length === 0,
		repairing,
		noRoom: (wanted, lists, isFirst) =>
			noRoomFor(client.node, configurationId, {
				...{ lists, wanted, isFirst },
				makeRoom: labels.makeRoom,
			}),
		isSettled: (isFirst) => !isFirst || Object.keys(others).length === 0,
		async write(wanted, there, writes) {
			const isFirst = writes === 0;
			const body = { ...(isFirst && others), ...changesTo(there, wanted) };
			const sent = await sendAfter(client, done, {
				what: `the change of the configuration "${configurationId}"`,
				ids: { configurationId },
				labels,
				key: keyFor(body, seen, writes),
				hasOwnKey: hasOwnKey && isFirst,
				send: async (key) => await requestPatch(client, configurationId, body, key),
			});
			accepted = sent.accepted;
			if (timeoutMs === undefined) return undefined;
			const meanwhile = await afterAccepted(client, sent, read);
			({ write: done } = await waitForWrite(client, sent, timeoutMs));
			return listsOf(meanwhile);
		},
		neverSettles: () => neverSettles(client, configurationId),
	};
	const { isChanged } = await writeContested(client, contested);
	return timeoutMs === undefined && accepted !== undefined
		? { accepted }
		: { record: seen, isChanged };
}

/** @returns a function that repeats the changes between the two */
function repairing(
	before: ConfigurationLists,
	after: ConfigurationLists,
): Change<ConfigurationLists> {
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
