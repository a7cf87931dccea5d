import { badRequest } from './errors';
import type { Query, Reply } from './reply';
import type { StoredRecord } from './state/records';
import type { Switches } from './switches';

/** Twilio OpenAPI: pageSize 1 to 1000 (checked there), default 50. */
const DEFAULT_PAGE_SIZE = 50;

interface Position {
	/** Name of the list, so that a token of another list is refused. */
	list: string;
	/** The page begins after this record… */
	after?: number;
	/** …or ends before this one. */
	before?: number;
}

function encode(position: Position): string {
	return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function decode(token: string, list: string): Position {
	try {
		const position: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
		if (
			position !== null &&
			typeof position === 'object' &&
			Reflect.get(position, 'list') === list
		) {
			return {
				list,
				after: seqOf(Reflect.get(position, 'after')),
				before: seqOf(Reflect.get(position, 'before')),
			};
		}
	} catch {
		// Refused below, like any other token that is not ours.
	}
	throw badRequest('Invalid pageToken');
}

function seqOf(value: unknown): number | undefined {
	return typeof value === 'number' ? value : undefined;
}

/** Index of the first entry whose `seq` is greater than the given one. */
function indexAfter(entries: readonly StoredRecord[], seq: number): number {
	let low = 0;
	let high = entries.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((entries[middle]?.seq ?? Infinity) <= seq) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Up to `count` matching records from `start` on, in the given direction, in list order. */
function collect<T extends StoredRecord>(
	entries: readonly T[],
	start: number,
	step: 1 | -1,
	count: number,
	fits: (record: T) => boolean,
): T[] {
	const found: T[] = [];
	for (let index = start; index >= 0 && index < entries.length; index += step) {
		const record = entries[index];
		if (!record || record.deleted || !fits(record)) continue;
		found.push(record);
		if (found.length === count) break;
	}
	return step === 1 ? found : found.reverse();
}

function startAfter(
	entries: readonly StoredRecord[],
	position: Position | undefined,
	{ overlappingPages }: Switches,
): number {
	const start = indexAfter(entries, position?.after ?? 0);
	return overlappingPages ? Math.max(0, start - 1) : start;
}

/**
 * An empty page with a token for another one. The position counts down, so no two tokens are equal.
 */
function emptyPage(key: string, position: Position | undefined): Reply {
	const nextToken = encode({ list: key, after: (position?.after ?? 0) - 1 });
	return { status: 200, body: { [key]: [], meta: { key, pageSize: 0, nextToken } } };
}

/**
 * One page of a list: `{ [key]: records, meta: { key, pageSize, nextToken?, previousToken? } }`.
 *
 * Page tokens are URL-safe base64 and mark a position, not a query: filters have to be sent again
 * with every page, as Twilio's SDK does (SDK 6.2, `TokenPage`). `meta.pageSize` is the number of
 * records in this page; tokens are absent at the ends (Twilio OpenAPI). The order is that of
 * creation.
 *
 * @throws ApiError 400 for a token that is not of this list
 */
export function page<T extends StoredRecord>(
	key: string,
	entries: readonly T[],
	query: Query,
	switches: Switches,
	view: (record: T) => unknown,
	isWanted: (record: T) => boolean = () => true,
): Reply {
	if (switches.listBody !== null) return { status: 200, body: switches.listBody, deviates: true };
	const fits = switches.ignoreFilters ? () => true : isWanted;
	const count = query.pageSize ?? DEFAULT_PAGE_SIZE;
	const position = query.pageToken === undefined ? undefined : decode(query.pageToken, key);
	if (switches.emptyPages) return emptyPage(key, position);
	const records =
		position?.before === undefined
			? collect(entries, startAfter(entries, position, switches), 1, count, fits)
			: collect(entries, indexAfter(entries, position.before - 1) - 1, -1, count, fits);

	const answer: Record<string, unknown> = { [key]: records.map(view) };
	if (switches.omitListMeta) return { status: 200, body: answer, deviates: true };
	const meta: Record<string, unknown> = { key, pageSize: records.length };
	const first = records[0];
	const last = records[records.length - 1];
	if (last && collect(entries, indexAfter(entries, last.seq), 1, 1, fits).length > 0) {
		meta.nextToken = encode({ list: key, after: last.seq });
	}
	if (first && position) {
		const before = indexAfter(entries, first.seq - 1) - 1;
		if (collect(entries, before, -1, 1, fits).length > 0) {
			meta.previousToken = encode({ list: key, before: first.seq });
		}
	}
	if (switches.repeatPageToken && query.pageToken !== undefined) meta.nextToken = query.pageToken;
	return { status: 200, body: { ...answer, meta } };
}
