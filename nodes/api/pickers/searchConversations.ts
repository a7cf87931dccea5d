import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { TwilioClient } from '../client';
import { LIST_CONVERSATIONS } from '../endpoints';
import { Limiter } from '../sending/limiter';
import { listPages, MAX_PAGE_SIZE } from '../paging';
import { recordsIn } from '../json';

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
	const wanted = filter.trim().toLowerCase();
	const records = await read(context, status, MAX_RECORDS[wanted === '' ? 'shown' : 'searched']);
	const entries = records
		.sort(openAndNewestFirst)
		.map(toEntry)
		.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted));
	const start = Number(paginationToken ?? 0);
	const end = start + SHOWN_AT_ONCE;
	return {
		results: entries.slice(start, end),
		paginationToken: end < entries.length ? String(end) : undefined,
	};
}

async function read(
	context: ILoadOptionsFunctions,
	status: string[] | undefined,
	max: number,
): Promise<IDataObject[]> {
	const client = new TwilioClient(context, new Limiter(1), undefined, PATIENCE_MS);
	const records: IDataObject[] = [];
	const call = { ids: {}, query: { status }, pageSize: MAX_PAGE_SIZE };
	for await (const page of listPages(client, LIST_CONVERSATIONS, call)) {
		// A server may ignore a filter.
		for (const one of page) {
			if (status?.includes(String(one.status ?? status[0])) ?? true) records.push(one);
		}
		if (records.length >= max) break;
	}
	return records;
}

function openAndNewestFirst(one: IDataObject, other: IDataObject): number {
	const [a, b] = [one, other].map(({ status }) => Number(status === 'CLOSED'));
	return a - b || begun(other) - begun(one);
}

function begun({ createdAt, updatedAt }: IDataObject): number {
	return Date.parse(String(createdAt ?? updatedAt)) || 0;
}

/** Many conversations have no name; their participants identify them. */
function toEntry({ id, name, status, updatedAt, participants }: IDataObject): INodeListSearchItems {
	const title = [name, addressesOf(participants), id].find((one) => one && String(one).trim());
	return {
		name: `${String(title)} (${[status, dayOf(updatedAt)].filter(Boolean).join(', ')})`,
		value: String(id),
	};
}

function addressesOf(participants: IDataObject[string]): string {
	return recordsIn(participants)
		.flatMap(({ addresses }) => recordsIn(addresses))
		.map(({ address }) => String(address))
		.join(', ');
}

/** @returns e.g. `2026-01-31`, or undefined if the list leaves the date out */
function dayOf(moment: unknown): string | undefined {
	return typeof moment === 'string' ? moment.slice(0, 10) : undefined;
}
