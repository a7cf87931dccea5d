import { addressKey, readAddress } from '../../../nodes/api/address';
import { channelNamedIn, readReachable } from '../../../nodes/api/reachableAddress';

describe('an address that was entered', () => {
	it.each([
		['+1 (501) 712-2661', 'SMS', '+15017122661'],
		['+1-501-712-2661\n', 'VOICE', '+15017122661'],
		['+1.501.712.2661', undefined, '+15017122661'],
		['\u202a+1 501\u00a0712 2661\u202c', 'SMS', '+15017122661'],
		['+1\u2011501\u2011712\u20112661', 'SMS', '+15017122661'],
		['+1 501 712 2661', 'WHATSAPP', 'whatsapp:+15017122661'],
		['whatsapp:+1 501 712 2661', 'WHATSAPP', 'whatsapp:+15017122661'],
		['WhatsApp: +15017122661', 'WHATSAPP', 'whatsapp:+15017122661'],
		['rcs:Brand_Agent', 'RCS', 'rcs:Brand_Agent'],
		['rcs:+1 501 712 2661', 'RCS', 'rcs:+15017122661'],
		['12345', 'SMS', '12345'],
		['123 45', 'SMS', '12345'],
		['ACME Shop', 'SMS', 'ACME Shop'],
		[' user (1) 5017122661 ', 'CHAT', 'user (1) 5017122661'],
		['5017122661', 'CHAT', '5017122661'],
		['5017122661', 'VIDEO', '5017122661'],
		['*', 'SMS', '*'],
	])('%j on %s is sent as %j', (entered, channel, sent) => {
		expect(readAddress(entered, channel)).toBe(sent);
	});

	it.each([
		['15017122661', 'SMS', 'has no country code: "15017122661"'],
		['(501) 712-2661', 'VOICE', 'has no country code: "(501) 712-2661"'],
		['whatsapp:15017122661', 'WHATSAPP', 'has no country code: "whatsapp:15017122661"'],
		['0015017122661', undefined, 'has no country code: "0015017122661"'],
		['+44 (0)20 7946 0000', 'SMS', 'has a zero in brackets: "+44 (0)20 7946 0000"'],
	])('%j on %s is refused', (entered, channel, complaint) => {
		expect(readAddress(entered, channel)).toMatchObject({ complaint });
	});
});

it('compares addresses, not text', () => {
	const ways = ['+1 (501) 712-2661', '15017122661', 'whatsapp:+15017122661', 'sms:+1-501-712-2661'];
	expect(new Set(ways.map(addressKey))).toEqual(new Set(['15017122661']));
	expect(addressKey('rcs:Brand_Agent')).toBe(addressKey('RCS:brand_agent'));
	expect(addressKey('ACME')).not.toBe(addressKey('ACME2'));
	expect(addressKey(' ')).toBe('');
});

describe('an address that messages go to or come from', () => {
	it.each([
		['+1 (501) 712-2661', 'SMS', true, '+15017122661'],
		['+1 501 712 2661', 'WHATSAPP', true, 'whatsapp:+15017122661'],
		['whatsapp:+1 501 712 2661', 'WHATSAPP', false, 'whatsapp:+15017122661'],
		['US.13491208655302741918', 'WHATSAPP', true, 'whatsapp:US.13491208655302741918'],
		['whatsapp:DE.1349A', 'WHATSAPP', false, 'whatsapp:DE.1349A'],
		['rcs:+1 501 712 2661', 'RCS', true, 'rcs:+15017122661'],
		['rcs:Brand_Agent', 'RCS', false, 'rcs:Brand_Agent'],
		['123 45', 'SMS', false, '12345'],
		['ACME Shop', 'SMS', false, 'ACME Shop'],
		['Marks & Co', 'SMS', false, 'Marks & Co'],
		['24-7_Help+', 'SMS', false, '24-7_Help+'],
		['anonymous', 'VOICE', false, 'anonymous'],
		['sip:ada@example.com;transport=tcp', 'VOICE', false, 'sip:ada@example.com;transport=tcp'],
		['client:ada@1;2', 'VOICE', false, 'client:ada@1;2'],
		['Brand_Agent', 'RCS', false, 'Brand_Agent'],
		['rcs:Brand_Agent', 'RCS', true, 'rcs:Brand_Agent'],
		['ada@example.com', 'CHAT', true, 'ada@example.com'],
		['ada@example.com', 'VIDEO', false, 'ada@example.com'],
		['user, 1; 2', 'CHAT', true, 'user, 1; 2'],
		['whatsapp:ada', 'CHAT', true, 'whatsapp:ada'],
	])('%j on %s (recipient: %s) is read as %j', (entered, channel, isRecipient, read) => {
		expect(readReachable(entered, channel, isRecipient)).toBe(read);
	});

	it.each([
		['123 45', 'SMS', true, 'is no telephone number: "12345"'],
		['ACME', 'SMS', true, 'is no telephone number: "ACME"'],
		['ACME', 'WHATSAPP', false, 'is no telephone number: "ACME"'],
		['+1501712266O', 'SMS', false, 'is no telephone number: "+1501712266O"'],
		['ada@example.com', 'SMS', false, 'is no telephone number: "ada@example.com"'],
		['ada@example.com', 'VOICE', false, 'is no telephone number: "ada@example.com"'],
		['ada@example.com', 'RCS', false, 'is no telephone number: "ada@example.com"'],
		['ada@example.com', 'WHATSAPP', false, 'is no telephone number: "ada@example.com"'],
		['rcs:ada@example.com', 'RCS', true, 'is no telephone number: "rcs:ada@example.com"'],
		['Brand_Agent', 'RCS', true, 'is no telephone number: "Brand_Agent"'],
		['please call me', 'SMS', false, 'is no telephone number: "please call me"'],
		['please call me', 'VOICE', false, 'is no telephone number: "please call me"'],
		['12345', 'WHATSAPP', false, 'is no telephone number: "whatsapp:12345"'],
		['*', 'SMS', false, 'is no telephone number: "*"'],
		['\u200b', 'SMS', false, 'is no telephone number: ""'],
		['+1 50', 'SMS', false, 'has 3 digits, which no telephone number has: "+150"'],
		[
			...(['sms:+15017122661', 'WHATSAPP', true] as const),
			'has "sms:" before it, which is not of this channel: "sms:+15017122661"',
		],
		[
			'+15017122661;+15017122662',
			'RCS',
			true,
			'has several addresses: "+15017122661;+15017122662"',
		],
	])('%j on %s (recipient: %s) is refused', (entered, channel, isRecipient, complaint) => {
		expect(readReachable(entered, channel, isRecipient)).toMatchObject({ complaint });
	});
});

it.each([
	['WhatsApp: +15017122661', 'WHATSAPP'],
	['rcs:brand', 'RCS'],
	['sms:+15017122661', undefined],
	['+15017122661', undefined],
	['ada@example.com', undefined],
])('%j names the channel %s', (entered, channel) => {
	expect(channelNamedIn(entered)).toBe(channel);
});

it.each([
	['whatsapp:+15017122661', 'SMS', 'whatsapp:'],
	['rcs:+15017122661', 'WHATSAPP', 'rcs:'],
	['tel:+15017122661', 'VOICE', 'tel:'],
	['whatsapp:+15017122661', 'RCS', 'whatsapp:'],
])('%j is not made an address of %s', (entered, channel, scheme) => {
	const complaint = `has "${scheme}" before it, which is not of this channel: "${entered}"`;
	expect(readReachable(entered, channel, false)).toMatchObject({ complaint });
});
