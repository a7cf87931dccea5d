import { EMPTY, type Row } from './table';

const conversationId = 'conv_conversation_01k1etk2y5f1y9fpe2epfdtvv2';
const someone = { channel: 'SMS', address: '+15017122661' };
const whole = {
	conversationId,
	author: someone,
	recipients: { values: [someone] },
	text: 'Hello',
};

const create = (parameters: Row[2], message: string): Row => [
	'communication',
	'create',
	{ ...whole, ...parameters },
	message,
];
const spoken = (transcription: Row[2], message: string): Row =>
	create({ type: 'TRANSCRIPTION', transcription }, message);

export const badCommunications: Row[] = [
	[
		'communication',
		'getAll',
		{ conversationId: 'conv_1', filters: { channelId: 'whatsapp:+15017122661' } },
		`'Filters > Channel ID' is a telephone number: "whatsapp:+15017122661"`,
	],
	[
		'communication',
		'getAll',
		{ conversationId: 'conv_1', filters: { since: '1 day ago', until: '2 days ago' } },
		`'Filters > Since' is not before 'Until', so nothing can match`,
	],
	['communication', 'get', { conversationId, communicationId: EMPTY }, `'Communication' is empty`],
	[
		'communication',
		'getAll',
		{ conversationId, filters: { channelId: EMPTY } },
		`'Filters > Channel ID' is empty`,
	],
	create({ author: {} }, `'Author' is empty`),
	create({ author: { channel: 'SMS', address: EMPTY } }, `'Author > Address' is empty`),
	create({ author: { channel: EMPTY, address: '1' } }, `'Author > Channel' is empty`),
	create(
		{ author: { ...someone, participantId: 'a/b' } },
		`'Author > Participant' is no ID: "a/b"`,
	),
	create(
		{ author: { channel: 'VOICE', address: '15017122661' } },
		`'Author > Address' has no country code: "15017122661"`,
	),
	create(
		{ recipients: { values: [someone, { channel: 'SMS', address: '15017122661' }] } },
		`'Recipients > Recipient 2 > Address' has no country code: "15017122661"`,
	),
	create({ recipients: {} }, `'Recipients' is empty`),
	create({ defineUsing: 'json', recipientsJson: '[]' }, `'Recipients (JSON)' is empty`),
	create(
		{ defineUsing: 'json', recipientsJson: '[{ "channel": "SMS" }]' },
		`'Recipients (JSON) > Recipient 1 > Address' is empty`,
	),
	create({ text: EMPTY }, `'Text' is empty`),
	create({ type: '={{ "IMAGE" }}' }, `'Content Type' must be one of TEXT, TRANSCRIPTION`),
	create(
		{ additionalFields: { occurredAt: 'just now' } },
		`'Additional Fields > Occurred At' is no date: "just now"`,
	),
	spoken({ confidence: 1.01 }, `'Transcription Details > Confidence' must be at most 1`),
	spoken({ confidence: -0.1 }, `'Transcription Details > Confidence' must be at least 0`),
	spoken({ confidence: 'high' }, `'Transcription Details > Confidence' must be a number`),
	spoken({ channel: 0.5 }, `'Transcription Details > Audio Channel' must be a whole number`),
	spoken({ engine: EMPTY }, `'Transcription Details > Engine' is empty`),
];
