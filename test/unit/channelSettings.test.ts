import {
	channelSettings,
	channelSettingsJson,
} from '../../nodes/TwilioConversations/resources/configuration/channelSettings';
import { conversationsV1Bridge } from '../../nodes/TwilioConversations/resources/configuration/attributes';
import { complaint, parse, sent } from './shared/parsing';

const set = channelSettings({ merges: false });
const changed = channelSettings({ merges: true });

describe('channel settings', () => {
	const rule = { from: '*', to: '+15017122661', metadata: { callType: 'PSTN' } };
	const statusTimeouts = { inactive: 10, closed: 30 };
	const object = { SMS: { captureRules: [rule], statusTimeouts }, CHAT: {} };
	const rows = [{ channel: 'SMS', captureRules: [rule], statusTimeouts }, { channel: 'CHAT' }];

	it('are the same from the editor, a list, an object, and JSON text of each', () => {
		for (const form of [{ values: rows }, rows, object]) {
			for (const entered of [form, JSON.stringify(form)]) {
				expect(parse(set, entered)).toEqual(object);
				expect(parse(changed, entered)).toEqual(object);
				expect(parse(channelSettingsJson({ merges: false }), entered)).toEqual(object);
			}
		}
	});

	it('can be written back as Twilio returned them: its nulls are left out', () => {
		const returned = {
			SMS: {
				statusTimeouts: { inactive: null, closed: 30 },
				captureRules: [{ from: '*', to: '*', metadata: null }],
			},
			VOICE: { statusTimeouts: null, captureRules: null },
		};
		const expected = {
			SMS: { statusTimeouts: { closed: 30 }, captureRules: [{ from: '*', to: '*' }] },
			VOICE: { statusTimeouts: null },
		};
		for (const field of [set, changed, channelSettingsJson({ merges: true })]) {
			expect(parse(field, JSON.stringify(returned))).toEqual(expected);
		}
	});

	it('keep empty lists and objects in JSON', () => {
		const twin = channelSettingsJson({ merges: false });
		const empty = { SMS: { captureRules: [], statusTimeouts: {} } };
		expect(parse(twin, JSON.stringify(empty))).toEqual(empty);
		expect(parse(twin, '{}')).toEqual({});
		expect(complaint(twin, '{ "SMS": { "statusTimeouts": { "closed": "" } } }')).toBe(
			'SMS > Status Timeouts > Closed After (Min) > is empty',
		);
	});

	it('may be for a channel in JSON that we do not know, and not in a form', () => {
		expect(parse(set, { EMAIL: {} })).toEqual({ EMAIL: {} });
		expect(complaint(set, { values: [{ channel: 'EMAIL' }] })).toMatch(/must be one of CHAT/);
	});

	it('have telephone numbers in their rules as Twilio writes them, and * as it is', () => {
		const entered = (channel: string, from: string) => ({
			values: [{ channel, captureRules: { values: [{ from, to: '*' }] } }],
		});
		const read = (channel: string, from: string) =>
			parse(set, entered(channel, from))?.[channel]?.captureRules;
		expect(read('SMS', ' +1 (501) 712-2661 ')).toEqual([{ from: '+15017122661', to: '*' }]);
		expect(read('WHATSAPP', 'whatsapp:+1 501 712 2661')).toEqual([
			{ from: 'whatsapp:+15017122661', to: '*' },
		]);
		expect(read('VOICE', '+1501*')).toEqual([{ from: '+1501*', to: '*' }]);
		expect(read('CHAT', '0123456789')).toEqual([{ from: '0123456789', to: '*' }]);
		expect(complaint(set, entered('SMS', '15017122661'))).toBe(
			'Channel 1 > Capture Rules > Rule 1 > From > has no country code: "15017122661"',
		);
	});

	it('know a channel in any case', () => {
		expect(parse(set, { sms: {}, WhatsApp: {} })).toEqual({ SMS: {}, WHATSAPP: {} });
	});

	it('may carry as JSON what Twilio adds later', () => {
		const later = {
			SMS: {
				later: 1,
				statusTimeouts: { closed: 5, archived: 7 },
				captureRules: [{ from: '*', to: '*', priority: 1 }],
			},
		};
		expect(parse(set, JSON.stringify(later))).toEqual(later);
	});

	it('can have no time-outs on purpose, and leave out what is not there', () => {
		expect(sent(set, '{ "VOICE": { "statusTimeouts": null } }')).toBe(
			'{"VOICE":{"statusTimeouts":null}}',
		);
		const empty = { channel: 'SMS', statusTimeouts: {}, captureRules: {} };
		expect(parse(set, { values: [empty] })).toEqual({ SMS: {} });
		for (const list of ['captureRules', 'statusTimeouts']) {
			const blank = JSON.stringify({ SMS: { [list]: '' } });
			expect(complaint(set, blank)).toMatch(/^SMS > (Capture Rules|Status Timeouts) > is empty$/);
		}
	});

	it.each([undefined, null, '', {}, { values: [] }])('are left out when they are %j', (value) => {
		expect(parse(set, value)).toBeUndefined();
		expect(parse(changed, value)).toBeUndefined();
	});

	it('remove a channel only where that is possible', () => {
		const removed = { values: [{ channel: 'SMS', remove: true, statusTimeouts }] };
		expect(parse(changed, removed)).toEqual({ SMS: null });
		expect(parse(changed, { SMS: null })).toEqual({ SMS: null });
		expect(parse(changed, { values: [{ channel: 'SMS', remove: false }] })).toEqual({ SMS: {} });
		// The PUT knows no null: what is left out is cleared.
		expect(parse(set, { SMS: null, CHAT: {} })).toEqual({ CHAT: {} });
	});
});

describe('the bridge to Conversations V1', () => {
	const serviceId = `IS${'0'.repeat(32)}`;

	it('is entered by its one member, or as it was read', () => {
		for (const entered of [` ${serviceId}\n`, { serviceId }, JSON.stringify({ serviceId })]) {
			expect(parse(conversationsV1Bridge, entered)).toEqual({ serviceId });
		}
		expect(parse(conversationsV1Bridge, '')).toBeUndefined();
	});
});
