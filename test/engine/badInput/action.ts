import { EMPTY, type Row } from './table';

const conversationId = 'conv_conversation_01k1etk2y5f1y9fpe2epfdtvv2';
const someone = { channel: 'SMS', address: '+15017122661' };
const whole = {
	conversationId,
	from: someone,
	to: { values: [someone] },
	text: 'Hello',
};

const send = (parameters: Row[2], message: string): Row => [
	'action',
	'sendMessage',
	{ ...whole, ...parameters },
	message,
];
const more = (additionalFields: Row[2], message: string): Row =>
	send({ additionalFields }, message);
const withJson = (additionalFields: Row[2], message: string): Row =>
	send({ defineUsing: 'json', toJson: JSON.stringify([someone]), additionalFields }, message);

const ask = (parameters: Row[2], message: string): Row => [
	'action',
	'sendMessageAndWait',
	{ ...whole, ...parameters },
	message,
];

const reply = (parameters: Row[2], message: string): Row => [
	'action',
	'reply',
	{ conversationId, text: 'Hello', ...parameters },
	message,
];

export const badActions: Row[] = [
	ask({ to: {} }, `'To' is empty`),
	ask({ text: EMPTY }, `'Text' is empty`),
	ask({ resumeAmount: 0 }, `'Amount' must be at least 0.01`),
	ask({ resumeAmount: 1001 }, `'Amount' must be at most 1000`),
	ask({ resumeUnit: '={{ "years" }}' }, `'Unit' must be one of days, hours, minutes`),
	ask({ limitWaitTime: '={{ "maybe" }}' }, `'Limit Wait Time' must be true or false`),
	ask({ options: { choices: EMPTY } }, `'Options > Choices' is empty`),
	ask(
		{ options: { choices: 'YES, yes!' } },
		`'Options > Choices' has two that read the same: "YES" and "yes!"`,
	),
	ask(
		{ options: { askAgainText: 'YES or NO?' } },
		`'Options > Text to Ask Again' has no choices to ask for`,
	),
	ask(
		{ options: { choices: 'YES', maxAsks: 2 } },
		`'Options > Times to Ask Again' has no text to send`,
	),
	ask(
		{ options: { choices: 'YES', askAgainText: 'YES?', maxAsks: 11 } },
		`'Options > Times to Ask Again' must be at most 10`,
	),
	['action', 'reply', { text: 'Hello' }, `'Conversation' is empty`],
	reply({ conversationId: EMPTY }, `'Conversation' is empty`),
	reply({ communicationId: EMPTY }, `'Communication' is empty`),
	reply({ communicationId: 'a b' }, `'Communication' is no ID: "a b"`),
	reply({ text: EMPTY }, `'Text' is empty`),
	reply({ text: ' ' }, `'Text' is empty`),
	reply(
		{ additionalFields: { variables: { values: [{ key: '1', value: 'Ada' }] } } },
		`'Additional Fields > Content Variables' has no template to stand in`,
	),
	reply(
		{ additionalFields: { mediaUrls: 'b.png' } },
		`'Additional Fields > Media URLs' is no URL: "b.png"`,
	),
	reply({ options: { maxWait: 0 } }, `'Options > Max Wait (Seconds)' must be at least 1`),
	['action', 'get', { conversationId, actionId: EMPTY }, `'Action ID' is empty`],
	send({ conversationId: EMPTY }, `'Conversation' is empty`),
	send({ from: {} }, `'From' is empty`),
	send({ from: { channel: 'SMS' } }, `'From' names nobody`),
	send(
		{ from: { address: '(501) 712-2661' } },
		`'From > Address' has no country code: "(501) 712-2661"`,
	),
	send({ from: { participantId: 'a b' } }, `'From > Participant' is no ID: "a b"`),
	send({ to: {} }, `'To' is empty`),
	send({ to: { values: [] } }, `'To' is empty`),
	send({ defineUsing: 'json', toJson: '[]' }, `'To (JSON)' is empty`),
	send({ defineUsing: 'json' }, `'To (JSON)' is empty`),
	send({ to: { values: [someone, { channel: 'SMS' }] } }, `'To > Recipient 2' names nobody`),
	send(
		{ to: { values: [{ address: '1', channel: '={{ "VOICE" }}' }] } },
		`'To > Recipient 1 > Channel' must be one of CHAT, RCS, SMS, WHATSAPP`,
	),
	send(
		{ defineUsing: 'json', toJson: '[{ "address": "whatsapp:Ada" }]' },
		`'To (JSON) > Recipient 1 > Address' is no telephone number: "whatsapp:Ada"`,
	),
	send({ text: EMPTY }, `'Text' is empty`),
	more(
		{ variables: { values: [{ key: '1', value: 'Ada' }] } },
		`'Additional Fields > Content Variables' has no template to stand in`,
	),
	withJson(
		{ variablesJson: '{ "1": "Ada" }', contentId: EMPTY },
		`'Additional Fields > Content Template ID' is empty`,
	),
	more(
		{ contentId: 'HX1', variables: { values: [{ key: '1', value: EMPTY }] } },
		`'Additional Fields > Content Variables > Entry "1"' has no value`,
	),
	withJson(
		{ contentId: 'HX1', variablesJson: '{ "1": null }' },
		`'Additional Fields > Content Variables (JSON) > Entry "1"' has no value`,
	),
	send(
		{ from: { channel: 'SMS', address: '(501) 712-2661' } },
		`'From > Address' has no country code: "(501) 712-2661"`,
	),
	send(
		{ to: { values: [{ channel: 'WHATSAPP', address: '+44 (0) 20 7946 0000' }] } },
		`'To > Recipient 1 > Address' has a zero in brackets: "+44 (0) 20 7946 0000"`,
	),
	send({ defineUsing: 'json', toJson: EMPTY }, `'To (JSON)' is empty`),
	withJson(
		{ contentId: 'HX1', variablesJson: '{ "1": { "deep": true } }' },
		`'Additional Fields > Content Variables (JSON) > Entry "1"' must have text as its value`,
	),
	more(
		{ mediaUrls: 'https://example.com/a.png, b.png' },
		`'Additional Fields > Media URLs' is no URL: "b.png"`,
	),
	more({ channelSettings: '[1]' }, `'Additional Fields > Channel Settings' must be an object`),
	send({ options: { maxWait: 0 } }, `'Options > Max Wait (Seconds)' must be at least 1`),
];
