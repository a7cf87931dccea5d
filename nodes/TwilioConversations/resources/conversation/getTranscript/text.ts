import { characters } from '../../../../shared/fields/values';
import { CHANNELS } from '../../../../shared/parameters/channels';
import { typeInWords } from '../../../../shared/simplified/people';
import type { Message } from './messages';

/**
 * Indents the second and later lines of a message. Otherwise an author could write lines that look
 * like another person's, to a reader and to a model.
 */
const INDENT = '    ';
const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;

/**
 * Formats messages as lines.
 *
 * @param timezone IANA name
 * @returns a function from a message to e.g. `2026-11-25 10:43 Jane Doe (customer, SMS): Hello`
 */
export function lineWriter(timezone: string): (message: Message) => string {
	const inTimezone = new Intl.DateTimeFormat('en', {
		...{ timeZone: timezone, calendar: 'iso8601', numberingSystem: 'latn', hourCycle: 'h23' },
		...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
	});
	const timeOf = (at: string) => {
		const parts = inTimezone.formatToParts(new Date(at)).map(({ type, value }) => [type, value]);
		const { year, month, day, hour, minute } = Object.fromEntries(parts) as Record<string, string>;
		return `${year}-${month}-${day} ${hour}:${minute}`;
	};
	return ({ at, author, type, channel, text, media }) => {
		const who = author?.replace(/\s+/g, ' ').trim() ?? 'Unknown';
		const what = [typeInWords(type), channelLabel(channel)].filter((word) => word !== undefined);
		const attached = media.map(
			(one) => `[media: ${typeof one === 'string' ? one : JSON.stringify(one)}]`,
		);
		const said = [text, ...attached].filter((part) => part.trim() !== '').join(' ') || '[no text]';
		const head = `${at === null ? 'Time unknown' : timeOf(at)} ${who}`;
		const brackets = what.length > 0 ? ` (${what.join(', ')})` : '';
		return `${head}${brackets}: ${said.replace(LINE_BREAK, `\n${INDENT}`)}`;
	};
}

function channelLabel(value: string | null): string | undefined {
	if (value === null) return undefined;
	return CHANNELS.find((channel) => channel.value === value)?.name ?? value;
}

/** In the place of the end of a message. */
const CUT = '… [the end of this message was left out]';

/** Lines that were cut to a maximum length. */
export interface Cut {
	/** Number of lines left out, always the oldest. */
	readonly leftOut: number;
	/** Whether even the newest line was too long alone, so that its end was left out. */
	readonly isNewestCut: boolean;
	readonly text: string;
}

/**
 * Joins lines. If they are too long, the oldest are left out and a note in their place says so.
 *
 * @param max characters of the text
 */
export function joinLines(lines: readonly string[], max = Infinity): Cut {
	const whole = lines.join('\n');
	// UTF-16 units are an upper bound of the characters, and cost nothing to count.
	if (whole.length <= max || characters(whole) <= max) {
		return { leftOut: 0, isNewestCut: false, text: whole };
	}
	let room = max - characters(note(lines.length));
	let leftOut = lines.length;
	while (leftOut > 0) {
		const needed = characters(lines[leftOut - 1]) + 1;
		if (needed > room) break;
		room -= needed;
		leftOut--;
	}
	if (leftOut < lines.length) {
		const text = [note(leftOut), ...lines.slice(leftOut)].join('\n');
		return { leftOut, isNewestCut: false, text };
	}
	// Even the last line is too long: its beginning has the author and the topic.
	const others = lines.slice(0, -1);
	const start = others.length > 0 ? `${note(others.length)}\n` : '';
	const last = [...`${start}${lines.at(-1) ?? ''}`].slice(0, max - characters(CUT)).join('');
	return { leftOut: others.length, isNewestCut: true, text: `${last}${CUT}` };
}

function note(count: number): string {
	return `[${count} earlier message${count === 1 ? '' : 's'} left out]`;
}
