import {
	channelSettings,
	channelSettingsJson,
} from '../../../nodes/TwilioConversations/resources/configuration/channelSettings';
import { conversationsV1Bridge } from '../../../nodes/TwilioConversations/resources/configuration/fields';
import { complaint, parse, sent } from './parsing';

const set = channelSettings({ removes: false });
const changed = channelSettings({ removes: true });

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
				expect(parse(channelSettingsJson({ removes: false }), entered)).toEqual(object);
			}
		}
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
		expect(parse(set, { SMS: { captureRules: '', statusTimeouts: '' } })).toEqual({ SMS: {} });
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
		expect(complaint(set, { SMS: null })).toBe('SMS > must be an object');
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
