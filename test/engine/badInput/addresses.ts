import type { INodeParameters } from 'n8n-workflow';

import type { Row } from './table';

const conversationId = 'conv_conversation_01k1etk2y5f1y9fpe2epfdtvv2';
const participantId = 'conv_participant_01k1etk2y5f1y9fpe2epfdtvv2';
const configurationId = 'conv_configuration_01k1etx3jbfx88476ccja0889d';
const someone = { channel: 'SMS', address: '+15017122661' };
const anotherOne = { channel: 'SMS', address: '+15017122662' };

type End = typeof someone;

const json = (value: unknown) => JSON.stringify(value);
const message = { conversationId, from: someone, to: { values: [someone] }, text: 'Hello' };
const said = { conversationId, author: someone, recipients: { values: [someone] }, text: 'Hello' };
const sides = { configurationId, customer: someone, ourSide: anotherOne, text: 'Hello' };
const update = { conversationId, participantId };

/** Every place where a channel and an address are entered, by where a message says that it is. */
const PLACES: Array<
	[resource: string, operation: string, place: string, enter: (end: End) => INodeParameters]
> = [
	...(['sendMessage', 'sendMessageAndWait'] as const).flatMap((operation): typeof PLACES => [
		['action', operation, 'From > Address', (end) => ({ ...message, from: end })],
		[
			...(['action', operation, 'To > Recipient 2 > Address'] as const),
			(end) => ({ ...message, to: { values: [someone, end] } }),
		],
		[
			...(['action', operation, 'To (JSON) > Recipient 1 > Address'] as const),
			(end) => ({ ...message, defineUsing: 'json', toJson: json([end]) }),
		],
	]),
	['communication', 'create', 'Author > Address', (end) => ({ ...said, author: end })],
	[
		...(['communication', 'create', 'Recipients > Recipient 1 > Address'] as const),
		(end) => ({ ...said, recipients: { values: [end] } }),
	],
	[
		...(['communication', 'create', 'Recipients (JSON) > Recipient 1 > Address'] as const),
		(end) => ({ ...said, defineUsing: 'json', recipientsJson: json([end]) }),
	],
	[
		...(['participant', 'create', 'Addresses > Address 1 > Address'] as const),
		(end) => ({ conversationId, addresses: { values: [end] } }),
	],
	[
		...(['participant', 'create', 'Addresses (JSON) > Address 2 > Address'] as const),
		(end) => ({ conversationId, defineUsing: 'json', addressesJson: json([someone, end]) }),
	],
	[
		...(['participant', 'update', 'Update Fields > Addresses > Address 1 > Address'] as const),
		(end) => ({ ...update, updateFields: { addresses: { values: [end] } } }),
	],
	[
		...([
			'participant',
			'update',
			'Update Fields > Addresses (JSON) > Address 1 > Address',
		] as const),
		(end) => ({ ...update, defineUsing: 'json', updateFields: { addressesJson: json([end]) } }),
	],
	[
		...([
			'conversation',
			'create',
			'Participants > Participant 1 > Addresses > Address 1 > Address',
		] as const),
		(end) => ({
			configurationId,
			participants: { values: [{ type: 'CUSTOMER', addresses: { values: [end] } }] },
		}),
	],
	[
		...([
			'conversation',
			'create',
			'Participants (JSON) > Participant 1 > Addresses > Address 1 > Address',
		] as const),
		(end) => ({
			configurationId,
			defineUsing: 'json',
			participantsJson: json([{ addresses: [end] }]),
		}),
	],
	['conversation', 'start', 'Customer > Address', (end) => ({ ...sides, customer: end })],
	['conversation', 'start', 'Our Side > Our Address', (end) => ({ ...sides, ourSide: end })],
];

/** Addresses that their channel cannot have, and what a message says of them. */
const SLIPS: Array<[channel: string, address: string, complaint: string]> = [
	['SMS', 'ada@example.com', 'is no telephone number: "ada@example.com"'],
	['SMS', '+1501712266O', 'is no telephone number: "+1501712266O"'],
	['SMS', 'please call me', 'is no telephone number: "please call me"'],
	['RCS', 'ada@example.com', 'is no telephone number: "ada@example.com"'],
	['WHATSAPP', 'Ada', 'is no telephone number: "Ada"'],
	['SMS', '+1 50', 'has 3 digits, which no telephone number has: "+150"'],
	['SMS', '+15017122661, +15017122662', 'has several addresses: "+15017122661, +15017122662"'],
	...(
		[
			['SMS', 'whatsapp:'],
			['WHATSAPP', 'rcs:'],
			['RCS', 'tel:'],
		] as const
	).map(([channel, scheme]): (typeof SLIPS)[number] => [
		channel,
		`${scheme}+15017122661`,
		`has "${scheme}" before it, which is not of this channel: "${scheme}+15017122661"`,
	]),
];

export const badAddresses: Row[] = PLACES.flatMap(([resource, operation, place, enter]) =>
	SLIPS.map(([channel, address, complaint]): Row => {
		return [resource, operation, enter({ channel, address }), `'${place}' ${complaint}`];
	}),
);

/** Nobody is reached at a short code or the name of a sender. */
const UNREACHABLE = ['12345', 'ACME'];

export const badRecipients: Row[] = UNREACHABLE.flatMap((address) =>
	PLACES.filter(([, , place]) => /^(To|Customer)\b/.test(place)).map(
		([resource, operation, place, enter]): Row => [
			...([resource, operation, enter({ channel: 'SMS', address })] as const),
			`'${place}' is no telephone number: "${address}"`,
		],
	),
);
