import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import {
	changed,
	changesTo,
	type ConfigurationLists,
	entriesNotIn,
	listsOf,
} from '../../nodes/api/jobs/configurationLists';

const word = fc.constantFrom('a', 'b', 'c', 'd');
const minutes = fc.integer({ min: 1, max: 3 });
const address = fc.constantFrom('*', '+15017122661', '+15017122662');
const some = { requiredKeys: [] };

const rule = fc.record(
	{ from: address, to: address, metadata: fc.dictionary(word, word, { maxKeys: 1 }) },
	{ requiredKeys: ['from', 'to'] },
);
const key = ({ from, to, metadata }: IDataObject) =>
	JSON.stringify([from, to, Object.entries(metadata ?? {})]);
const setting = fc.record(
	{
		captureRules: fc.uniqueArray(rule, { selector: key, maxLength: 4 }),
		statusTimeouts: fc.record({ inactive: minutes, closed: minutes }, some),
	},
	some,
);
const configuration = fc.record(
	{
		channelSettings: fc.dictionary(fc.constantFrom('SMS', 'VOICE', 'CHAT'), setting),
		intelligenceConfigurationIds: fc.uniqueArray(word),
		statusCallbacks: fc.uniqueArray(
			fc.record({ url: word, method: fc.constantFrom('GET', 'POST') }),
			{ selector: ({ url }) => url },
		),
	},
	some,
);
const lists = configuration.map((members) =>
	listsOf(JSON.parse(JSON.stringify(members)) as IDataObject),
);

const NOTHING = listsOf({});
const isEmpty = (it: ConfigurationLists) =>
	expect(it).toEqual({ ...NOTHING, channelSettings: expect.any(Object) });
/** Expects that all entries of the first are in the second. */
const expectIn = (few: ConfigurationLists, many: ConfigurationLists) => {
	const missing = entriesNotIn(many, few);
	isEmpty(missing);
	expect(Object.keys(missing.channelSettings)).toEqual([]);
};

it('adds what is named, all of it', () => {
	fc.assert(
		fc.property(lists, lists, (there, named) => {
			expectIn(named, changed(there, named, 'add'));
		}),
	);
});

it('keeps all that is there but a timeout and a URL that get a new value', () => {
	fc.assert(
		fc.property(lists, lists, (there, named) => {
			const after = changed(there, named, 'add');
			for (const [name, settings] of Object.entries(there.channelSettings)) {
				const rules = (after.channelSettings[name]?.captureRules ?? []) as IDataObject[];
				const before = (settings?.captureRules ?? []) as IDataObject[];
				expect(rules.map(key)).toEqual(expect.arrayContaining(before.map(key)));
			}
			const urls = after.statusCallbacks.map(({ url }) => url);
			expect(urls).toEqual(expect.arrayContaining(there.statusCallbacks.map(({ url }) => url)));
		}),
	);
});

it('takes out what is named, and nothing else', () => {
	fc.assert(
		fc.property(lists, lists, (there, named) => {
			const after = changed(there, named, 'remove');
			expectIn(after, there);
			// Nothing that was named is left to remove.
			expect(changesTo(after, changed(after, named, 'remove'))).toEqual({});
			// Every removed entry was named, whatever its value.
			const went = entriesNotIn(after, there);
			const rest = changed(went, named, 'remove');
			expectIn(rest, NOTHING);
		}),
	);
});

it.each(['add', 'remove'] as const)('writes nothing where there is nothing to %s', (change) => {
	fc.assert(
		fc.property(lists, lists, (there, named) => {
			const once = changed(there, named, change);
			expect(changesTo(once, changed(once, named, change))).toEqual({});
		}),
	);
});

it('writes no null of what was read, and finds a rule in another notation', () => {
	const there = listsOf({
		channelSettings: {
			SMS: {
				captureRules: [{ from: '*', to: 'sms:+15017122661', metadata: null }],
				statusTimeouts: { inactive: null, closed: 5 },
			},
			CHAT: { captureRules: null, statusTimeouts: null },
		},
		statusCallbacks: null,
	});
	const rules = [{ from: '*', to: '+1 (501) 712-2661' }];
	const named = listsOf({
		channelSettings: { SMS: { captureRules: rules }, CHAT: { statusTimeouts: { closed: 1 } } },
	});
	expect(changesTo(there, changed(there, named, 'add'))).toEqual({
		channelSettings: { CHAT: { statusTimeouts: { closed: 1 } } },
	});
	expect(changesTo(there, changed(there, named, 'remove'))).toEqual({
		channelSettings: { SMS: { captureRules: [], statusTimeouts: { closed: 5 } } },
	});
});
