import type { IDataObject } from 'n8n-workflow';

import { addressKey } from '../address';
import { asRecord, recordsIn } from '../json';

/** How entries of a list are compared. */
export interface Kind<Entry> {
	/** Two entries with the same identity cannot be in one list. */
	readonly identity: (entry: Entry) => string;
	/** The whole entry. */
	readonly content: (entry: Entry) => string;
}

/** A timeout of a channel, e.g. `['closed', 30]`. */
export type Timeout = [name: string, minutes: IDataObject[string]];

export const CALLBACK: Kind<IDataObject> = {
	identity: ({ url }) => String(url),
	content: ({ url, method }) => JSON.stringify([url, method ?? 'POST']),
};
export const ID: Kind<string> = { identity: (id) => id, content: (id) => id };
export const TIMEOUT: Kind<Timeout> = { identity: ([name]) => name, content: JSON.stringify };

/** Capture rules of a channel. In chat, addresses that differ only in notation are different. */
export function ruleKind(channel: string): Kind<IDataObject> {
	const end = (address: unknown) =>
		channel === 'CHAT' ? String(address) : addressKey(String(address));
	const content = ({ from, to, metadata }: IDataObject) =>
		JSON.stringify([end(from), end(to), Object.entries(asRecord(metadata)).sort()]);
	return { identity: content, content };
}

/** @returns the capture rules of a channel's setting */
export function rulesOf({ captureRules }: IDataObject): readonly IDataObject[] {
	return recordsIn(captureRules);
}

/** @returns the timeouts of a channel's setting */
export function timeoutsOf({ statusTimeouts }: IDataObject): readonly Timeout[] {
	return Object.entries(asRecord(statusTimeouts));
}

/** @returns the timeouts as the API has them */
export function fromEntries(timeouts: readonly Timeout[]): IDataObject {
	return Object.fromEntries(timeouts);
}

/** @returns the list with the entries; the same object if it has all of them already */
export function added<Entry>(
	list: readonly Entry[],
	entries: readonly Entry[],
	{ identity, content }: Kind<Entry>,
): readonly Entry[] {
	const isThere = new Set(list.map(content));
	const missing = new Map(
		entries
			.filter((entry) => !isThere.has(content(entry)))
			.map((entry) => [identity(entry), entry] as const),
	);
	if (missing.size === 0) return list;
	return [...list.filter((entry) => !missing.has(identity(entry))), ...missing.values()];
}

/** @returns the list without the entries; the same object if it has none of them */
export function removed<Entry>(
	list: readonly Entry[],
	entries: readonly Entry[],
	{ identity }: Kind<Entry>,
): readonly Entry[] {
	const going = new Set(entries.map(identity));
	const rest = list.filter((entry) => !going.has(identity(entry)));
	return rest.length === list.length ? list : rest;
}

/** @returns the entries of a list that are not in the other list, or differ there */
export function notIn<Entry>(
	others: readonly Entry[],
	list: readonly Entry[],
	{ content }: Kind<Entry>,
): Entry[] {
	const isThere = new Set(others.map(content));
	return list.filter((entry) => !isThere.has(content(entry)));
}
