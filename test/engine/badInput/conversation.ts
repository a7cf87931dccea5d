import type { INodeParameters } from 'n8n-workflow';

import { EMPTY, type Row, shownBy } from './table';

const ID = 'conv_conversation_01k1etk2y5f1y9fpe2epfdtvv2';
const CONFIGURATION = 'conv_configuration_01k1etx3jbfx88476ccja0889d';
const participant = { addresses: [{ channel: 'SMS', address: '+15017122661' }] };
const metadata = (entries: number, key = 'k', value = 'v') => ({
	values: Array.from({ length: entries }, (_, index) => ({ key: `${key}${index}`, value })),
});
const patch = (updateFields: INodeParameters) => ({ conversationId: ID, updateFields });
const nobody = { configurationId: CONFIGURATION, participants: {} };
const create = (additionalFields: INodeParameters) => ({ ...nobody, additionalFields });
const withJson = (parameters: INodeParameters) => ({ defineUsing: 'json', ...parameters });

const LABELS: Record<string, string> = {
	channelId: 'Channel ID',
	configurationId: 'Configuration',
	createdAfter: 'Created After',
	createdBefore: 'Created Before',
	metadataJson: 'Metadata (JSON)',
	name: 'Name',
	nameContains: 'Name Contains',
	nameDoesNotContain: 'Name Does Not Contain',
	participantAddress: 'Participant Address',
	participantProfileId: 'Participant Profile ID',
	removeMetadataKeys: 'Metadata Keys to Remove',
	status: 'Status',
	updatedAfter: 'Updated After',
	updatedBefore: 'Updated Before',
};

const entry = (key: string, value: string) => ({
	values: [{ key, condition: 'equals', value }],
});

/** Filters that both Get Many and Clean Up refuse. */
const REFUSED_FILTERS: Array<[INodeParameters, string]> = [
	[{ channelId: '+15017122661' }, `Channel ID' is a telephone number: "+15017122661"`],
	[{ channelId: '501 712-2661\n' }, `Channel ID' is a telephone number: "501 712-2661"`],
	[
		{ channelId: '＋１５０１７１２２６６１' },
		`Channel ID' is a telephone number: "＋１５０１７１２２６６１"`,
	],
	[
		{ channelId: '+15017122661, +15017122662' },
		`Channel ID' is no SID: "+15017122661, +15017122662"`,
	],
	[{ channelId: 'ada@example.com' }, `Channel ID' is no SID: "ada@example.com"`],
	[
		{ participantAddress: '(501) 712-2661' },
		`Participant Address' has no country code: "(501) 712-2661"`,
	],
	[{ participantAddress: 'whatsapp:' }, `Participant Address' is no address: "whatsapp:"`],
	[
		{ participantAddress: '+15017122661, +15017122662' },
		`Participant Address' has several addresses: "+15017122661, +15017122662"`,
	],
	[
		{ participantAddress: 'ada@example.com; bob@example.com' },
		`Participant Address' has several addresses: "ada@example.com; bob@example.com"`,
	],
	[{ createdBefore: '0 days ago' }, `Created Before' is no time that is past: "0 days ago"`],
	[{ createdBefore: '-3 days ago' }, `Created Before' is no time that is past: "-3 days ago"`],
	[{ createdAfter: '1.5 days ago' }, `Created After' is no time that is past: "1.5 days ago"`],
	[{ updatedAfter: '30 days' }, `Updated After' is no date: "30 days"`],
	[{ updatedBefore: 'undefined days ago' }, `Updated Before' is no date: "undefined days ago"`],
	[
		{ updatedBefore: '99999999 days ago' },
		`Updated Before' is more than a hundred years ago: "99999999 days ago"`,
	],
	[
		{ createdAfter: '7 days ago', createdBefore: '30 days ago' },
		`Created After' is not before 'Created Before', so nothing can match`,
	],
	[
		{ createdAfter: '7 days ago', updatedBefore: '30 days ago' },
		`Created After' is not before 'Updated Before', so nothing can match`,
	],
	[{ nameContains: 'Order\nOffer' }, `Name Contains' has several lines`],
	[{ nameDoesNotContain: 'VIP\nGold' }, `Name Does Not Contain' has several lines`],
	[{ nameDoesNotContain: '" "' }, `Name Does Not Contain' is empty`],
	[{ nameDoesNotContain: '*' }, `Name Does Not Contain' is empty`],
	[{ nameDoesNotContain: '\u200b' }, `Name Does Not Contain' is empty`],
	[{ nameDoesNotContain: '={{ ["VIP"] }}' }, `Name Does Not Contain' must be text`],
	...[
		['$json.no + ""', 'undefined'],
		['`${null}`', 'null'],
		['0 / 0', 'NaN'],
		['{} + ""', '[object Object]'],
		['"[]"', '[]'],
		['true', 'true'],
		['"False"', 'False'],
	].map(([expression, text]): [INodeParameters, string] => [
		{ nameDoesNotContain: `={{ ${expression} }}` },
		`Name Does Not Contain' is no text: "${text}"`,
	]),
	[
		{ excludeMetadata: entry('keep', '={{ $json.no + "" }}') },
		`Exclude Metadata' is no text: "undefined"`,
	],
	[
		{ excludeMetadata: entry('keep = true', 'true') },
		`Exclude Metadata > Entry 1 > Excluded Key' can have letters, digits, dots, underscores and dashes alone: "keep = true"`,
	],
	[
		{ metadata: { values: [{ key: '"tier"', condition: 'exists', value: '' }] } },
		`Metadata > Entry 1 > Key' can have letters, digits, dots, underscores and dashes alone: ""tier""`,
	],
	[{ metadata: entry('tier', EMPTY) }, `Metadata > Entry 1 > Value' is empty`],
	[
		{ excludeMetadata: entry('keep', EMPTY) },
		`Exclude Metadata > Entry 1 > Excluded Value' is empty`,
	],
	[
		{ excludeMetadata: entry(EMPTY, 'true') },
		`Exclude Metadata > Entry 1 > Excluded Key' is empty`,
	],
];

const number = { channel: 'SMS', address: '+15017122661' };
const ours = { channel: 'SMS', address: '+18005550100' };
const start = (parameters: INodeParameters, message: string): Row => [
	'conversation',
	'start',
	{ configurationId: CONFIGURATION, customer: number, ourSide: ours, text: 'Hi', ...parameters },
	message,
];
const startWith = (customer: INodeParameters, complaint: string): Row =>
	start({ customer: { ...number, ...customer } }, `'Customer > ${complaint}`);
const startFrom = (ourSide: INodeParameters, complaint: string): Row =>
	start({ ourSide: { ...ours, ...ourSide } }, `'Our Side > ${complaint}`);

const badStarts: Row[] = [
	start({ configurationId: EMPTY }, `'Configuration' is empty`),
	start({ customer: EMPTY }, `'Customer > Address' is empty`),
	start({ customer: {} }, `'Customer > Address' is empty`),
	start({ ourSide: { channel: 'SMS' } }, `'Our Side > Our Address' is empty`),
	start({ customer: { address: '+15017122661' } }, `'Customer > Channel' is empty`),
	startWith({ address: EMPTY }, `Address' is empty`),
	startWith({ address: ' ' }, `Address' is empty`),
	startWith({ name: EMPTY }, `Name' is empty`),
	startWith({ profileId: EMPTY }, `Profile ID' is empty`),
	startWith({ type: EMPTY }, `Type' is empty`),
	startWith({ type: '={{ "AGENT" }}' }, `Type' must be one of CUSTOMER, UNKNOWN`),
	startWith({ channel: '={{ "VOICE" }}' }, `Channel' must be one of CHAT, RCS, SMS, WHATSAPP`),
	startWith({ address: '15017122661' }, `Address' has no country code: "15017122661"`),
	startWith({ address: '+1 501 712 266O' }, `Address' is no telephone number: "+1 501 712 266O"`),
	startWith({ address: 'ada@example.com' }, `Address' is no telephone number: "ada@example.com"`),
	startWith({ address: '12345' }, `Address' is no telephone number: "12345"`),
	startWith({ address: '+1 501' }, `Address' has 4 digits, which no telephone number has: "+1501"`),
	startWith(
		{ address: '+15017122661 +15017122662' },
		`Address' has several addresses: "+15017122661 +15017122662"`,
	),
	startWith(
		{ address: '+1501712266150171226' },
		`Address' has 19 digits, which no telephone number has: "+1501712266150171226"`,
	),
	startWith(
		{ address: '+15017122661, +15017122662' },
		`Address' has several addresses: "+15017122661, +15017122662"`,
	),
	startWith(
		{ address: 'whatsapp:+15017122661' },
		`Address' has "whatsapp:" before it, which is not of this channel: "whatsapp:+15017122661"`,
	),
	startWith(
		{ channel: 'WHATSAPP', address: 'rcs:+15017122661' },
		`Address' has "rcs:" before it, which is not of this channel: "rcs:+15017122661"`,
	),
	startFrom(
		{ channel: 'WHATSAPP', address: 'ACME' },
		`Our Address' is no telephone number: "ACME"`,
	),
	startFrom({ type: '={{ "CUSTOMER" }}' }, `Type' must be one of AGENT, AI_AGENT, HUMAN_AGENT`),
	startFrom(
		{ address: '+1 (501) 712-2661' },
		`Our Address' is that of the customer: "+15017122661"`,
	),
	startFrom({ channel: 'WHATSAPP' }, `Channel' is WHATSAPP, and that of the customer SMS`),
	start({ text: '' }, `'Text' is empty`),
	start({ text: EMPTY }, `'Text' is empty`),
	start(
		{ additionalFields: { variables: { values: [{ key: '1', value: 'Ada' }] } } },
		`'Additional Fields > Content Variables' has no template to stand in`,
	),
	start(
		{ text: '', additionalFields: { contentId: EMPTY } },
		`'Additional Fields > Content Template ID' is empty`,
	),
	start(
		{ additionalFields: { mediaUrls: 'a.png' } },
		`'Additional Fields > Media URLs' is no URL: "a.png"`,
	),
	start({ options: { maxWait: 0 } }, `'Options > Max Wait (Seconds)' must be at least 1`),
];

export const badConversations: Row[] = [
	...badStarts,
	['conversation', 'get', { conversationId: EMPTY }, `'Conversation' is empty`],
	['conversation', 'get', { conversationId: 'a/b' }, `'Conversation' is no ID: "a/b"`],
	['conversation', 'get', { conversationId: 'a?b=1' }, `'Conversation' is no ID: "a?b=1"`],
	['conversation', 'get', { conversationId: 'a b' }, `'Conversation' is no ID: "a b"`],
	['conversation', 'get', { conversationId: '..' }, `'Conversation' is no ID: ".."`],
	['operation', 'get', { operationId: EMPTY }, `'Operation ID' is empty`],
	['operation', 'wait', { operationId: 'x#y' }, `'Operation ID' is no ID: "x#y"`],
	[
		'operation',
		'wait',
		{ operationId: 'job', options: { maxWait: 0 } },
		`'Options > Max Wait (Seconds)' must be at least 1`,
	],
	['conversation', 'getAll', { limit: 0 }, `'Limit' must be at least 1`],
	['conversation', 'getAll', { limit: 1.5 }, `'Limit' must be a whole number`],
	[
		'conversation',
		'getAll',
		{ filters: { updatedBefore: 'yesterday-ish' } },
		`'Filters > Updated Before' is no date: "yesterday-ish"`,
	],
	[
		'conversation',
		'getAll',
		{ filters: { status: ['OPEN'] } },
		`'Filters > Status' must be one of ACTIVE, CLOSED, INACTIVE`,
	],
	...[
		'channelId',
		'configurationId',
		'createdAfter',
		'createdBefore',
		'nameContains',
		'nameDoesNotContain',
		'participantAddress',
		'participantProfileId',
		'status',
		'updatedAfter',
		'updatedBefore',
	].map(
		(name): Row => [
			'conversation',
			'getAll',
			{ filters: { [name]: EMPTY } },
			`'Filters > ${LABELS[name]}' is empty`,
		],
	),
	...['getAll', 'cleanUp'].flatMap((operation) =>
		REFUSED_FILTERS.map(
			([filters, message]): Row => [
				'conversation',
				operation,
				{ [operation === 'getAll' ? 'filters' : 'cleanUpFilters']: filters },
				`'Filters > ${message}`,
			],
		),
	),
	['conversation', 'create', { configurationId: EMPTY }, `'Configuration' is empty`],
	[
		'conversation',
		'create',
		withJson({ ...nobody, participantsJson: JSON.stringify(Array(51).fill(participant)) }),
		`'Participants (JSON)' has 51 entries, the most is 50`,
	],
	[
		'conversation',
		'create',
		withJson({ ...nobody, participantsJson: '[{ "addresses": ' }),
		`'Participants (JSON)' is not valid JSON`,
	],
	[
		'conversation',
		'create',
		{
			configurationId: CONFIGURATION,
			participants: {
				values: [{ addresses: { values: [{ channel: '={{ "FAX" }}', address: '1' }] } }],
			},
		},
		`'Participants > Participant 1 > Addresses > Address 1 > Channel' must be one of CHAT, RCS, SMS, VIDEO, VOICE, WHATSAPP`,
	],
	[
		'conversation',
		'create',
		{
			configurationId: CONFIGURATION,
			participants: { values: [{ addresses: { values: [{ address: EMPTY }] } }] },
		},
		`'Participants > Participant 1 > Addresses > Address 1 > Address' is empty`,
	],
	[
		'conversation',
		'create',
		create({ metadata: metadata(9) }),
		`'Additional Fields > Metadata' has 9 entries, the most is 8`,
	],
	[
		'conversation',
		'create',
		create({ metadata: metadata(1, 'not allowed ') }),
		`'Additional Fields > Metadata > Entry "not allowed 0"' has a key with other characters than letters, digits, dots, underscores and dashes`,
	],
	[
		'conversation',
		'create',
		create({ metadata: metadata(1, 'k'.repeat(128)) }),
		`'Additional Fields > Metadata > Entry "${'k'.repeat(128)}0"' has a key of 129 characters, the most is 128`,
	],
	[
		'conversation',
		'create',
		create({ metadata: metadata(1, 'k', 'v'.repeat(513)) }),
		`'Additional Fields > Metadata > Entry "k0"' has a value of 513 characters, the most is 512`,
	],
	[
		'conversation',
		'create',
		create({ configuration: { values: { intelligenceConfigurationIds: '1,2,3,4,5,6' } } }),
		`'Additional Fields > Overrides > Intelligence IDs' has 6 values, the most is 5`,
	],
	['conversation', 'patch', patch({}), `'Update Fields' has nothing in it`],
	[
		'conversation',
		'patch',
		patch({ statusCallbacks: {} }),
		`'Update Fields > Status Callbacks' is empty`,
	],
	[
		'conversation',
		'patch',
		patch({ statusCallbacks: { values: [{ url: 'example.com', method: 'POST' }] } }),
		`'Update Fields > Status Callbacks > Callback 1 > URL' is no URL: "example.com"`,
	],
	[
		'conversation',
		'patch',
		withJson(
			patch({
				statusCallbacksJson: JSON.stringify(Array(21).fill({ url: 'https://example.com' })),
			}),
		),
		`'Update Fields > Status Callbacks (JSON)' has 21 entries, the most is 20`,
	],
	[
		'conversation',
		'patch',
		patch({ clearFields: EMPTY }),
		`'Update Fields > Fields to Clear' is empty`,
	],
	...['name', 'status', 'metadataJson', 'removeMetadataKeys'].map(
		(name): Row => [
			'conversation',
			'patch',
			{ ...patch({ [name]: EMPTY }), ...shownBy({ [name]: EMPTY }) },
			`'Update Fields > ${LABELS[name]}' is empty`,
		],
	),
	[
		'conversation',
		'patch',
		patch({ status: '={{ "CLOSE" }}' }),
		`'Update Fields > Status' must be one of ACTIVE, CLOSED, INACTIVE`,
	],
	[
		'conversation',
		'patch',
		patch({ name: 'New', clearFields: ['name'] }),
		`'Update Fields > Name' is also in 'Fields to Clear'`,
	],
	...[{ metadata: metadata(2) }, { metadataJson: '{ "k1": null }' }].map(
		(entries): Row => [
			'conversation',
			'patch',
			{
				...patch({ ...entries, removeMetadataKeys: 'other, k1' }),
				...shownBy(entries),
			},
			`'Update Fields > Metadata Keys to Remove' names "k1", which is also set`,
		],
	),
	...['create', 'update', 'patch'].map(
		(operation): Row => [
			'conversation',
			operation,
			{
				...(operation === 'create' ? nobody : { conversationId: ID }),
				[operation === 'create' ? 'additionalFields' : 'updateFields']: {
					metadata: metadata(1, 'k', EMPTY),
				},
			},
			`'${operation === 'create' ? 'Additional' : 'Update'} Fields > Metadata > Entry "k0"' has no value`,
		],
	),
	[
		'conversation',
		'create',
		withJson(create({ metadataJson: '{ "a": null }' })),
		`'Additional Fields > Metadata (JSON) > Entry "a"' has no value`,
	],
	[
		'conversation',
		'cleanUp',
		{ dryRun: false, maxConversations: EMPTY },
		`'Max Conversations' is empty`,
	],
	['conversation', 'close', { conversationId: EMPTY }, `'Conversation' is empty`],
	['conversation', 'close', { conversationId: 'a/b' }, `'Conversation' is no ID: "a/b"`],
	['conversation', 'getTranscript', { conversationId: EMPTY }, `'Conversation' is empty`],
	...(
		[
			[{ lastMessages: 0 }, 'Last Messages', 'must be at least 1'],
			[{ lastMessages: 'ten' }, 'Last Messages', 'must be a whole number'],
			[{ maxCharacters: 199 }, 'Max Characters', 'must be at least 200'],
			[{ since: 'yesterday-ish' }, 'Since', 'is no date: "yesterday-ish"'],
			[{ outputFile: 'pdf' }, 'Output File', 'must be one of csv, json, none, txt'],
			[{ joinVoiceTurns: 'maybe' }, 'Join Voice Turns', 'must be true or false'],
			[
				{ leaveOutTypes: ['BOT'] },
				'Leave Out Types',
				'must be one of AGENT, AI_AGENT, CUSTOMER, HUMAN_AGENT, UNKNOWN',
			],
		] as const
	).map(
		([options, label, complaint]): Row => [
			'conversation',
			'getTranscript',
			{ conversationId: ID, options: { ...options } as INodeParameters },
			`'Options > ${label}' ${complaint}`,
		],
	),
	[
		'conversation',
		'delete',
		{ conversationId: ID, options: { idempotencyKey: 'abc' } },
		`'Options > Idempotency Key' is no UUID`,
	],
];
