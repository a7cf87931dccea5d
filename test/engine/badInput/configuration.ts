import type { INodeParameters } from 'n8n-workflow';

import { EMPTY, type Row, shownBy } from './table';

const ID = 'conv_configuration_01k1etx3jbfx88476ccja0889d';
const basis = {
	description: 'Customer support',
	conversationGroupingType: 'GROUP_BY_PROFILE',
	memoryStoreId: 'mem_store_01k1etk2y5f1y9fpe2epfdtvv2',
};
const needed = { displayName: 'Support', ...basis };

const create = (changes: INodeParameters, message: string): Row => [
	'configuration',
	'create',
	{ ...needed, ...changes },
	message,
];
const createWith = (additionalFields: INodeParameters, message: string): Row =>
	create({ ...shownBy(additionalFields), additionalFields }, `'Additional Fields > ${message}`);
const update = (updateFields: INodeParameters, message: string): Row => [
	'configuration',
	'update',
	{ configurationId: ID, ...basis, ...shownBy(updateFields), updateFields },
	`'Update Fields > ${message}`,
];
const patch = (updateFields: INodeParameters, message: string): Row => [
	'configuration',
	'patch',
	{ configurationId: ID, ...shownBy(updateFields), updateFields },
	`'Update Fields${message}`,
];

const inLists = (listMode: string, updateFields: INodeParameters, message: string): Row => [
	'configuration',
	'patch',
	{ configurationId: ID, listMode, ...shownBy(updateFields), updateFields },
	message,
];
const ruleRows = (changes: INodeParameters, message: string): Row[] =>
	['addCaptureRule', 'removeCaptureRule'].map((operation) => [
		'configuration',
		operation,
		{ configurationId: ID, channel: 'SMS', from: '*', to: '+15017122661', ...changes },
		message,
	]);

const sms = (settings: INodeParameters) => ({
	channelSettings: { values: [{ channel: 'SMS', ...settings }] },
});
const json = (value: unknown) => ({ channelSettingsJson: JSON.stringify(value) });
const callbacks = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ url: `https://example.com/${index}` }));
const characters = 'has other characters than letters, digits, spaces, dashes and underscores';
const channels = 'must be one of CHAT, RCS, SMS, VOICE, WHATSAPP';

export const badConfigurations: Row[] = [
	['configuration', 'get', { configurationId: EMPTY }, `'Configuration' is empty`],
	['configuration', 'delete', { configurationId: 'a/b' }, `'Configuration' is no ID: "a/b"`],
	[
		'configuration',
		'delete',
		{ configurationId: ID, options: { idempotencyKey: 'abc' } },
		`'Options > Idempotency Key' is no UUID`,
	],
	[
		'configuration',
		'getAll',
		{ filters: { memoryStoreId: EMPTY } },
		`'Filters > Memory Store ID' is empty`,
	],

	create({ displayName: EMPTY }, `'Display Name' is empty`),
	create({ displayName: 'x'.repeat(33) }, `'Display Name' has 33 characters, the most is 32`),
	create({ displayName: 'Support/EU' }, `'Display Name' ${characters}`),
	create({ displayName: 'Köln' }, `'Display Name' ${characters}`),
	create({ displayName: 'Support\n' }, `'Display Name' ${characters}`),
	create({ description: EMPTY }, `'Description' is empty`),
	create({ description: 'x'.repeat(513) }, `'Description' has 513 characters, the most is 512`),
	create({ memoryStoreId: EMPTY }, `'Memory Store ID' is empty`),
	create(
		{ conversationGroupingType: '={{ "BY_MOON" }}' },
		`'Conversation Grouping Type' must be one of GROUP_BY_PARTICIPANT_ADDRESSES, GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE, GROUP_BY_PROFILE`,
	),
	createWith(
		sms({ statusTimeouts: { inactive: 0 } }),
		`Channel Settings > Channel 1 > Status Timeouts > Inactive After (Min)' must be at least 1`,
	),
	createWith(
		sms({ statusTimeouts: { closed: 1.5 } }),
		`Channel Settings > Channel 1 > Status Timeouts > Closed After (Min)' must be a whole number`,
	),
	createWith(
		sms({ statusTimeouts: { closed: EMPTY } }),
		`Channel Settings > Channel 1 > Status Timeouts > Closed After (Min)' is empty`,
	),
	createWith(
		json({ SMS: { statusTimeouts: { closed: -5 } } }),
		`Channel Settings (JSON) > SMS > Status Timeouts > Closed After (Min)' must be at least 1`,
	),
	createWith(
		json({ SMS: { statusTimeouts: 5 } }),
		`Channel Settings (JSON) > SMS > Status Timeouts' must be an object`,
	),
	createWith(
		sms({ captureRules: { values: [{ from: '*', to: EMPTY }] } }),
		`Channel Settings > Channel 1 > Capture Rules > Rule 1 > To' is empty`,
	),
	createWith(
		json({ SMS: { captureRules: [{ from: '*', to: '*' }, { from: '*' }] } }),
		`Channel Settings (JSON) > SMS > Capture Rules > Rule 2 > To' is empty`,
	),
	createWith(
		json({ VOICE: { captureRules: [{ from: '*', to: '*', metadata: { callType: {} } }] } }),
		`Channel Settings (JSON) > VOICE > Capture Rules > Rule 1 > Metadata > Entry "callType"' must have text as its value`,
	),
	...['FAX', 'VIDEO'].map((channel) =>
		createWith(
			{ channelSettings: { values: [{ channel: `={{ "${channel}" }}` }] } },
			`Channel Settings > Channel 1 > Channel' ${channels}`,
		),
	),
	createWith(
		sms({
			captureRules: {
				values: [{ from: '*', to: '*', metadata: { values: [{ key: 'a', value: EMPTY }] } }],
			},
		}),
		`Channel Settings > Channel 1 > Capture Rules > Rule 1 > Metadata > Entry "a"' has no value`,
	),
	createWith(
		sms({ captureRules: { values: [{ from: '*', to: '15017122661' }] } }),
		`Channel Settings > Channel 1 > Capture Rules > Rule 1 > To' has no country code: "15017122661"`,
	),
	...['captureRules', 'statusTimeouts'].flatMap((list) =>
		['', ' ', undefined].map((blank) =>
			patch(
				// As an object of an expression, in which a value can be undefined too.
				{
					channelSettingsJson: `={{ ({ SMS: { later: 1, ${list}: ${JSON.stringify(blank)} } }) }}`,
				},
				` > Channel Settings (JSON) > SMS > ${list === 'captureRules' ? 'Capture Rules' : 'Status Timeouts'}' is empty`,
			),
		),
	),
	createWith(
		json({ VOICE: { captureRules: [{ from: '*', to: '*', metadata: '' }] } }),
		`Channel Settings (JSON) > VOICE > Capture Rules > Rule 1 > Metadata' is empty`,
	),
	createWith(json({ SMS: {}, sms: {} }), `Channel Settings (JSON) > SMS' is there twice`),
	createWith(json({ SMS: 5 }), `Channel Settings (JSON) > SMS' must be an object`),
	createWith(json('SMS'), `Channel Settings (JSON)' is not valid JSON`),
	createWith({ memoryExtractionEnabled: EMPTY }, `Memory Extraction Enabled' is empty`),
	createWith(
		{ channelSettings: { values: [{ channel: 'SMS' }, { channel: 'SMS' }] } },
		`Channel Settings > SMS' is there twice`,
	),
	createWith(
		{ statusCallbacks: { values: callbacks(3) } },
		`Status Callbacks' has 3 entries, the most is 2`,
	),
	createWith(
		{ statusCallbacksJson: JSON.stringify(callbacks(3)) },
		`Status Callbacks (JSON)' has 3 entries, the most is 2`,
	),
	createWith(
		{ intelligenceConfigurationIds: '1,2,3,4,5,6' },
		`Intelligence IDs' has 6 values, the most is 5`,
	),
	...['IS123', `IS${'F'.repeat(32)}`, `CH${'0'.repeat(32)}`].map((sid) =>
		createWith({ conversationsV1Bridge: sid }, `V1 Service SID' is no SID of a service: "${sid}"`),
	),
	createWith(
		{ conversationsV1Bridge: '{ "serviceSid": "x" }' },
		`V1 Service SID' is no SID of a service: ""`,
	),

	update({ displayName: 'a/b' }, `Display Name' ${characters}`),
	update({ displayName: EMPTY }, `Display Name' is empty`),
	update(
		{ displayName: 'a', clearFields: ['displayName'] },
		`Display Name' is also in 'Fields to Clear'`,
	),
	update({ memoryExtractionEnabled: EMPTY }, `Memory Extraction Enabled' is empty`),
	update(
		sms({ statusTimeouts: { closed: 0 } }),
		`Channel Settings > Channel 1 > Status Timeouts > Closed After (Min)' must be at least 1`,
	),
	update(
		{ statusCallbacks: { values: callbacks(3) } },
		`Status Callbacks' has 3 entries, the most is 2`,
	),

	patch({}, `' has nothing in it`),
	patch({ channelSettings: {} }, ` > Channel Settings' is empty`),
	patch({ displayName: 'x'.repeat(33) }, ` > Display Name' has 33 characters, the most is 32`),
	patch({ displayName: EMPTY }, ` > Display Name' is empty`),
	patch({ memoryStoreId: EMPTY }, ` > Memory Store ID' is empty`),
	patch(
		json({ SMS: { captureRules: [{ from: '*' }] }, VOICE: null }),
		` > Channel Settings (JSON) > SMS > Capture Rules > Rule 1 > To' is empty`,
	),
	patch(
		{ statusCallbacks: { values: callbacks(3) } },
		` > Status Callbacks' has 3 entries, the most is 2`,
	),
	patch({ statusCallbacks: {} }, ` > Status Callbacks' is empty`),
	patch({ clearFields: EMPTY }, ` > Fields to Clear' is empty`),
	patch(
		{ clearFields: ['conversationGroupingType'] },
		` > Fields to Clear' must be one of description, displayName, intelligenceConfigurationIds, memoryExtractionEnabled, memoryStoreId, statusCallbacks, conversationsV1Bridge`,
	),
	patch(
		{ memoryExtractionEnabled: false, clearFields: ['memoryExtractionEnabled'] },
		` > Memory Extraction Enabled' is also in 'Fields to Clear'`,
	),
	patch({ memoryExtractionEnabled: EMPTY }, ` > Memory Extraction Enabled' is empty`),
	patch(sms({ remove: EMPTY }), ` > Channel Settings > Channel 1 > Remove' is empty`),
	patch(
		{ intelligenceConfigurationIds: '1,2,3,4,5,6' },
		` > Intelligence IDs' has 6 values, the most is 5`,
	),
	patch({ conversationsV1Bridge: 'IS' }, ` > V1 Service SID' is no SID of a service: "IS"`),

	...ruleRows({ configurationId: EMPTY }, `'Configuration' is empty`),
	...ruleRows({ channel: EMPTY }, `'Channel' is empty`),
	...ruleRows({ channel: 'VIDEO' }, `'Channel' ${channels}`),
	...ruleRows({ from: EMPTY }, `'From' is empty`),
	...ruleRows({ to: '  ' }, `'To' is empty`),
	...ruleRows({ to: '15017122661' }, `'To' has no country code: "15017122661"`),
	...['+15017122661, +15017122662', '+15017122661\n+15017122662'].flatMap((to) =>
		ruleRows({ to }, `'To' has several addresses: "${to}"`),
	),
	createWith(
		json({ VOICE: { captureRules: [{ from: '+15017122661;+15017122662', to: '*' }] } }),
		`Channel Settings (JSON) > VOICE > Capture Rules > Rule 1 > From' has several addresses: "+15017122661;+15017122662"`,
	),
	...ruleRows(
		{ from: '+44 (0)20 7946 0000' },
		`'From' has a zero in brackets: "+44 (0)20 7946 0000"`,
	),
	...ruleRows(
		{ additionalFields: { metadata: { values: [{ key: 'a', value: EMPTY }] } } },
		`'Additional Fields > Metadata > Entry "a"' has no value`,
	),

	inLists(EMPTY, { description: 'x' }, `'List Mode' is empty`),
	inLists(
		'={{ "append" }}',
		{ description: 'x' },
		`'List Mode' must be one of add, remove, replace`,
	),
	inLists('add', {}, `'Update Fields' has nothing in it`),
	...['add', 'remove'].flatMap((mode) => [
		inLists(mode, sms({}), `'Update Fields > Channel Settings > SMS' names nothing to ${mode}`),
		inLists(
			mode,
			json({ SMS: { captureRules: [], statusTimeouts: null } }),
			`'Update Fields > Channel Settings > SMS' names nothing to ${mode}`,
		),
		inLists(mode, json({}), `'Update Fields > Channel Settings' names nothing to ${mode}`),
		inLists(
			mode,
			{ statusCallbacksJson: '[]' },
			`'Update Fields > Status Callbacks' names nothing to ${mode}`,
		),
		inLists(
			mode,
			json({ SMS: { later: 1, statusTimeouts: { closed: 5 } } }),
			`'Update Fields > Channel Settings > SMS > later' can only be replaced`,
		),
		inLists(
			mode,
			{ statusCallbacks: { values: callbacks(3) } },
			`'Update Fields > Status Callbacks' has 3 entries, the most is 2`,
		),
		inLists(
			mode,
			{ intelligenceConfigurationIds: '1,2,3,4,5,6' },
			`'Update Fields > Intelligence IDs' has 6 values, the most is 5`,
		),
	]),
	...[sms({}), sms({ captureRules: {}, statusTimeouts: {}, remove: '={{ false }}' })].map(
		(fields) =>
			inLists(
				'replace',
				fields,
				`'Update Fields > Channel Settings > SMS' names nothing to replace`,
			),
	),
	...[sms({ remove: true }), json({ SMS: null })].map((fields) =>
		inLists(
			'add',
			fields,
			`'Update Fields > Channel Settings > SMS' is to be removed, and 'List Mode' is 'Add'`,
		),
	),
];
