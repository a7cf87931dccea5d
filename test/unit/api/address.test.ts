import { addressKey, readAddress } from '../../../nodes/api/address';

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
