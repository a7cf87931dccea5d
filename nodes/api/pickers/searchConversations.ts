import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { addressesIn, isTelephoneNumber } from '../address';
import { TwilioClient } from '../client';
import { LIST_CONVERSATIONS } from '../endpoints';
import { Limiter } from '../sending/limiter';
import { MAX_PAGE_SIZE, readPages } from '../paging';
import { asFilledText, recordsIn } from '../json';
import { noteItem, type PickerEntry, searchedOnly, toSearchItem, toMatch } from './entry';

/** Short, because a user is waiting for the list. */
const PATIENCE_MS = 5_000;

/**
 * Twilio can neither sort nor search, so up to this many are read; beyond it, users enter an ID.
 */
const MAX_RECORDS = { shown: 5_000, searched: 10_000 } as const;

/** Entries per answer to the picker, which loads more as the user scrolls. */
const SHOWN_AT_ONCE = 100;

const OPEN = ['ACTIVE', 'INACTIVE'];

/** Fills the conversation pickers: open ones first, each group newest first. */
export async function searchConversations(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	return await search(this, undefined, filter, paginationToken);
}

/**
 * Fills the picker of the trigger with open conversations, newest first: closed ones have no
 * events.
 */
export async function searchOpenConversations(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	return await search(this, OPEN, filter, paginationToken);
}

/** @throws NodeApiError as `listPages`, so that an empty list always means that there are none */
async function search(
	context: ILoadOptionsFunctions,
	status: string[] | undefined,
	filter = '',
	paginationToken: unknown,
): Promise<INodeListSearchResult> {
	const max = MAX_RECORDS[filter.trim() === '' ? 'shown' : 'searched'];
	const { records, isWhole } = await read(context, status, max);
	const entries = records.sort(openAndNewestFirst).map(toEntry).filter(toMatch(filter));
	const start = Number(paginationToken ?? 0);
	const end = start + SHOWN_AT_ONCE;
	const isEnd = end >= entries.length;
	const items = entries.slice(start, end).map(toSearchItem);
	const isUnsaid = isTelephoneNumber(filter) && records.some(isWithoutParticipants);
	const notes = [...(isWhole ? [] : [searchedOnly(records.length)]), ...(isUnsaid ? [UNSAID] : [])];
	return {
		results: isEnd ? [...items, ...notes] : items,
		paginationToken: isEnd ? undefined : String(end),
	};
}

/** Where numbers were looked for among records that do not have them all. */
const UNSAID = noteItem('Twilio left out some addresses. Or enter the ID.');

function isWithoutParticipants({ participants }: IDataObject): boolean {
	return !Array.isArray(participants);
}

/** What was read of a list, and whether that is all of it. */
interface Read {
	readonly records: IDataObject[];
	readonly isWhole: boolean;
}

async function read(
	context: ILoadOptionsFunctions,
	status: string[] | undefined,
	max: number,
): Promise<Read> {
	const client = new TwilioClient(context, new Limiter(1), undefined, PATIENCE_MS);
	const records: IDataObject[] = [];
	const call = { ids: {}, query: { status }, pageSize: MAX_PAGE_SIZE };
	for await (const page of readPages(client, LIST_CONVERSATIONS, call)) {
		// A server may ignore a filter.
		for (const one of page.records) {
			if (status?.includes(String(one.status ?? status[0])) ?? true) records.push(one);
		}
		if (records.length >= max) return { records, isWhole: page.nextToken === undefined };
	}
	return { records, isWhole: true };
}

function openAndNewestFirst(one: IDataObject, other: IDataObject): number {
	const [a, b] = [one, other].map(({ status }) => Number(status === 'CLOSED'));
	return a - b || begun(other) - begun(one);
}

function begun({ createdAt, updatedAt }: IDataObject): number {
	return Date.parse(String(createdAt ?? updatedAt)) || 0;
}

/** Many conversations have no name; their participants identify them. */
function toEntry({ id, name, status, updatedAt, participants }: IDataObject): PickerEntry {
	const people = recordsIn(participants);
	const addresses = people.flatMap((one) => addressesIn(one.addresses));
	const title =
		asFilledText(String(name ?? '').trim()) ?? asFilledText(addresses.join(', ')) ?? String(id);
	const day = dayOf(updatedAt);
	const about = [status, day].filter(Boolean).join(', ');
	return {
		name: about === '' ? title : `${title} (${about})`,
		value: String(id),
		texts: [name, ...people.map((one) => one.name)],
		words: [status, day],
		addresses,
	};
}

/** @returns e.g. `2026-01-31`, or undefined if the list leaves the date out */
function dayOf(moment: unknown): string | undefined {
	return typeof moment === 'string' ? moment.slice(0, 10) : undefined;
}
