import fc from 'fast-check';

import {
	joinLines,
	lineWriter,
} from '../../nodes/TwilioConversations/resources/conversation/getTranscript/text';
import { anyCharacter } from '../support/anyCharacter';

const message = {
	at: '2026-11-25T15:43:10.000Z',
	author: 'Jane Doe',
	type: 'CUSTOMER',
	...{ address: '+15017122661', channel: 'SMS', text: 'Hello' },
	...{ communicationId: 'conv_communication_1', deliveryStatus: null, media: [] },
};

describe('a line of a transcript', () => {
	it.each([
		['UTC', '2026-11-25 15:43'],
		['America/New_York', '2026-11-25 10:43'],
		['Asia/Tokyo', '2026-11-26 00:43'],
	])('is in the time zone of the workflow: %s', (timezone, time) => {
		expect(lineWriter(timezone)(message)).toBe(`${time} Jane Doe (customer, SMS): Hello`);
	});

	it.each([
		[{ type: 'AI_AGENT', channel: 'VOICE' }, 'Jane Doe (AI agent, Voice): Hello'],
		[{ type: 'SUPERVISOR', channel: 'FAX' }, 'Jane Doe (supervisor, FAX): Hello'],
		[{ type: null, channel: null }, 'Jane Doe: Hello'],
		[{ author: null }, 'Unknown (customer, SMS): Hello'],
		[{ author: 'Jane\nDoe' }, 'Jane Doe (customer, SMS): Hello'],
		[{ text: ' ' }, 'Jane Doe (customer, SMS): [no text]'],
		[
			{ text: '', media: ['https://example.com/a.jpg'] },
			'Jane Doe (customer, SMS): [media: https://example.com/a.jpg]',
		],
	])('says who it was: %j', (values, expected) => {
		expect(lineWriter('UTC')({ ...message, ...values })).toBe(`2026-11-25 15:43 ${expected}`);
	});
});

it('never has more characters than asked for, and always the newest lines', () => {
	const line = fc.string({ unit: anyCharacter, maxLength: 300, size: 'max' });
	const cuts = new Set<boolean>();
	fc.assert(
		fc.property(
			fc.array(line, { minLength: 1, maxLength: 20, size: 'max' }),
			fc.integer({ min: 200, max: 3000 }),
			(lines, max) => {
				const { leftOut, isNewestCut, text } = joinLines(lines, max);
				cuts.add(isNewestCut);
				expect([...text].length).toBeLessThanOrEqual(max);
				const kept = lines.slice(leftOut).join('\n');
				const note =
					leftOut === 0 ? '' : `[${leftOut} earlier message${leftOut > 1 ? 's' : ''} left out]\n`;
				const end = '… [the end of this message was left out]';
				if (!isNewestCut) return text === `${note}${kept}`;
				expect(leftOut).toBe(lines.length - 1);
				expect([...text]).toHaveLength(max);
				return text.endsWith(end) && `${note}${kept}`.startsWith(text.slice(0, -end.length));
			},
		),
		{ examples: [[['😀'.repeat(300)], 200]] },
	);
	expect([...cuts].sort()).toEqual([false, true]);
});
