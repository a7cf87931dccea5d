import type { IDataObject } from 'n8n-workflow';

import { Breather } from '../../breather';
import type { OutputFile } from '../../run';
import type { Message } from './messages';

/** Input of a file. */
export interface Content {
	readonly conversationId: string;
	/** Facts about the conversation, besides the messages. */
	readonly head: IDataObject;
	readonly messages: readonly Message[];
	readonly lineOf: (message: Message) => string;
}

/** A file format. */
interface Format {
	readonly mimeType: string;
	/** The file in small parts, so that it is never held as one text. */
	parts(content: Content): Iterable<string>;
}

const FORMATS: Readonly<Record<string, Format>> = {
	csv: { mimeType: 'text/csv', parts: csv },
	json: { mimeType: 'application/json', parts: json },
	txt: { mimeType: 'text/plain', parts: txt },
};

/** Parts are joined up to this many UTF-16 units. */
const PIECE_LENGTH = 65_536;

/**
 * Makes the file of a transcript piece by piece, so that n8n can do other work meanwhile.
 *
 * @param kind `csv`, `json` or `txt`
 * @returns undefined for any other kind
 */
export async function toFile(kind: string, content: Content): Promise<OutputFile | undefined> {
	const format = Object.prototype.hasOwnProperty.call(FORMATS, kind) ? FORMATS[kind] : undefined;
	if (format === undefined) return undefined;
	const breather = new Breather();
	const pieces: Buffer[] = [];
	let piece = '';
	for (const part of format.parts(content)) {
		piece += part;
		if (piece.length < PIECE_LENGTH) continue;
		pieces.push(Buffer.from(piece));
		piece = '';
		await breather.breathe();
	}
	pieces.push(Buffer.from(piece));
	return {
		content: Buffer.concat(pieces),
		name: `transcript-${content.conversationId}.${kind}`,
		mimeType: format.mimeType,
	};
}

function* txt({ messages, lineOf }: Content): Iterable<string> {
	for (const message of messages) yield `${lineOf(message)}\n`;
}

function* json({ head, messages }: Content): Iterable<string> {
	yield `${JSON.stringify(head).slice(0, -1)},"messages":[`;
	for (const [index, message] of messages.entries()) {
		yield `${index === 0 ? '' : ','}\n${JSON.stringify(message)}`;
	}
	yield ']}\n';
}

const COLUMNS = [
	...['at', 'author', 'type', 'address', 'channel', 'text'],
	...['communicationId', 'deliveryStatus', 'media'],
];

function* csv({ messages }: Content): Iterable<string> {
	yield row(COLUMNS);
	for (const message of messages) yield row(COLUMNS.map((name) => cell(message[name])));
}

function cell(value: IDataObject[string]): string {
	if (value === null || value === undefined) return '';
	if (!Array.isArray(value)) return String(value);
	return value
		.map((one) => (typeof one === 'object' ? JSON.stringify(one) : String(one)))
		.join(' ');
}

/** RFC 4180. */
function row(cells: string[]): string {
	return `${cells.map((text) => quoted(withoutFormula(text))).join(',')}\r\n`;
}

function quoted(text: string): string {
	return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/**
 * Spreadsheets run a cell that begins like a formula, some also behind blanks or in full width, and
 * customers write what they like: a leading apostrophe makes it text (OWASP, CSV injection). Telephone
 * numbers stay as they are.
 */
function withoutFormula(text: string): string {
	return /^(\s*[=+\-@＝＋－＠]|[\t\r\n])/.test(text) && !/^[+-]?\d+$/.test(text)
		? `'${text}`
		: text;
}
