import { EMPTY, type Row } from './table';

const conversationId = 'conv_conversation_01k1etk2y5f1y9fpe2epfdtvv2';
const participantId = 'conv_participant_01k1etk2y5f1y9fpe2epfdtvv2';
const addresses = { values: [{ channel: 'SMS', address: '+15017122661' }] };

const create = (parameters: Row[2], message: string): Row => [
	'participant',
	'create',
	{ conversationId, ...parameters },
	message,
];
const update = (updateFields: Row[2], message: string): Row => [
	'participant',
	'update',
	{ conversationId, participantId, updateFields },
	message,
];

export const badParticipants: Row[] = [
	['participant', 'get', { conversationId: EMPTY, participantId }, `'Conversation' is empty`],
	['participant', 'get', { conversationId, participantId: EMPTY }, `'Participant' is empty`],
	['participant', 'get', { conversationId, participantId: 'a/b' }, `'Participant' is no ID: "a/b"`],
	['participant', 'getAll', { conversationId, limit: 0 }, `'Limit' must be at least 1`],
	create({ addresses: {} }, `'Addresses' is empty`),
	create({ addresses: { values: [] } }, `'Addresses' is empty`),
	create({ defineUsing: 'json', addressesJson: '[]' }, `'Addresses (JSON)' is empty`),
	create(
		{ addresses: { values: [{ channel: 'SMS', address: EMPTY }] } },
		`'Addresses > Address 1 > Address' is empty`,
	),
	create(
		{ addresses: { values: [{ channel: '={{ "FAX" }}', address: '1' }] } },
		`'Addresses > Address 1 > Channel' must be one of CHAT, RCS, SMS, VIDEO, VOICE, WHATSAPP`,
	),
	create(
		{ addresses: { values: [{ channel: 'SMS', address: '15017122661' }] } },
		`'Addresses > Address 1 > Address' has no country code: "15017122661"`,
	),
	create(
		{ defineUsing: 'json', addressesJson: '[{ "channel": ' },
		`'Addresses (JSON)' is not valid JSON`,
	),
	create(
		{ addresses, additionalFields: { type: '={{ "BOSS" }}' } },
		`'Additional Fields > Type' must be one of AGENT, AI_AGENT, CUSTOMER, HUMAN_AGENT, UNKNOWN`,
	),
	update({}, `'Update Fields' has nothing in it`),
	update({ addresses: EMPTY }, `'Update Fields > Addresses' is empty`),
	update({ addresses: { values: [] } }, `'Update Fields > Addresses' is empty`),
	update({ type: EMPTY }, `'Update Fields > Type' is empty`),
	update({ name: EMPTY }, `'Update Fields > Name' is empty`),
	update({ profileId: EMPTY }, `'Update Fields > Profile ID' is empty`),
	update(
		{ addresses, clearFields: ['addresses'] },
		`'Update Fields > Addresses' is also in 'Fields to Clear'`,
	),
	[
		'participant',
		'update',
		{
			...{ conversationId, participantId, updateFields: { name: 'Ada' } },
			options: { sendOnlyEntered: EMPTY },
		},
		`'Options > Send Only What Is Entered' is empty`,
	],
];
