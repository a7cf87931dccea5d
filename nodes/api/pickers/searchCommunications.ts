import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { asRecord } from '../json';
import { LIST_COMMUNICATIONS } from '../endpoints';
import { searchList } from './searchList';

/** Characters of a text: with more, the editor cuts off the time behind it. */
const FIRST_WORDS = 24;

/** Fills the communication pickers: author, first words and time of those in the conversation. */
export async function searchCommunications(
	context: ILoadOptionsFunctions,
	conversationId: string,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	return await searchList(
		context,
		{ endpoint: LIST_COMMUNICATIONS, ids: { conversationId } },
		({ id, author, content, occurredAt, createdAt }) => {
			const [address, text] = [memberOf(author, 'address'), memberOf(content, 'text')];
			const minute = minuteOf(occurredAt ?? createdAt);
			const name = `${address || 'Unknown'}: ${firstWords(text) || '[no text]'} (${minute})`;
			const texts = [name, text];
			return { name, value: String(id), texts, words: [], addresses: [address] };
		},
		filter,
		paginationToken,
	);
}

function memberOf(record: IDataObject[string], name: string): string {
	return String(asRecord(record)[name] ?? '');
}

function firstWords(text: string): string {
	// By code points, so that no emoji is cut in two.
	const line = [...text.replace(/\s+/g, ' ').trim()];
	return line.length > FIRST_WORDS ? `${line.slice(0, FIRST_WORDS).join('')}…` : line.join('');
}

/** @returns e.g. `2026-01-31 10:00`, in UTC like Twilio's times */
function minuteOf(moment: IDataObject[string]): string {
	return typeof moment === 'string' ? moment.slice(0, 16).replace('T', ' ') : 'no date';
}
