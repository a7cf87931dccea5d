import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { readAddress } from '../../api/address';
import { choice } from '../fields/options';
import { required } from '../fields/required';
import { requiredText, text } from '../fields/string';
import { rows } from '../fields/fixedCollection';
import { jsonTwin } from '../fields/asJson';
import { type Field, InvalidValue } from '../fields/field';

/** The channels of Twilio's v2 reference. */
export const CHANNELS: INodePropertyOptions[] = [
	{ name: 'Chat', value: 'CHAT' },
	{ name: 'RCS', value: 'RCS' },
	{ name: 'SMS', value: 'SMS' },
	{ name: 'Video', value: 'VIDEO' },
	{ name: 'Voice', value: 'VOICE' },
	{ name: 'WhatsApp', value: 'WHATSAPP' },
];

const PARTICIPANT_TYPES: INodePropertyOptions[] = [
	{ name: 'Agent', value: 'AGENT' },
	{ name: 'AI Agent', value: 'AI_AGENT' },
	{ name: 'Customer', value: 'CUSTOMER' },
	{ name: 'Human Agent', value: 'HUMAN_AGENT' },
	{ name: 'Unknown', value: 'UNKNOWN' },
];

/** How an address looks depends on its channel; what people write is read by `withReadAddress`. */
export const ADDRESS_LOOK = {
	placeholder: 'e.g. +15017122661',
	description:
		'SMS, voice and WhatsApp: phone number with + and country code. RCS: with "rcs:" before it. Chat: any text.',
};

export const address = requiredText('address', 'Address', ADDRESS_LOOK);

/**
 * Reads the address of a row as its channel has it.
 *
 * @param row with `channel` and `address`; where there is no address, it is left alone
 * @throws InvalidValue that names the address
 */
export function withReadAddress(row: IDataObject): IDataObject {
	const { channel, address: entered } = row;
	if (typeof entered !== 'string') return row;
	const read = readAddress(entered, typeof channel === 'string' ? channel : undefined);
	if (typeof read === 'string') return { ...row, address: read };
	throw new InvalidValue(read.complaint, read.hint, [address.property.displayName]);
}

/** How a participant can be reached: channel and address. */
export const addresses: Field<IDataObject[] | undefined, 'addresses'> = rows(
	'addresses',
	'Addresses',
	{
		label: 'Address',
		refine: withReadAddress,
		fields: [
			required(
				choice('channel', 'Channel', CHANNELS, {
					initial: 'SMS',
					description: 'The channel of the address',
				}),
			),
			address,
			text('channelId', 'Channel ID', {
				trimmed: true,
				placeholder: 'e.g. CAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
				description: 'SID of the call or message that this address belongs to',
			}),
		],
	},
	{ description: 'How the participant can be reached' },
);

export const addressesJson = jsonTwin(
	addresses,
	'[{ "channel": "SMS", "address": "+15017122661" }]',
	{ description: 'How the participant can be reached, as a list of objects as the API takes them' },
);

export const participantName = text('name', 'Name', {
	placeholder: 'e.g. Nathan',
	description: 'Name of the participant as it is shown',
});

export const profileId = text('profileId', 'Profile ID', {
	trimmed: true,
	placeholder: 'e.g. mem_profile_01k1etx3jbfx88476ccja0889d',
	description: 'Profile of the customer in the memory store',
});

export const participantType = choice('type', 'Type', PARTICIPANT_TYPES, {
	initial: 'CUSTOMER',
	description: 'What the participant is',
});

/** Twilio API reference, create conversation: at most 50. */
const MAX_PARTICIPANTS = 50;

/** The people and agents that a conversation begins with. */
export const participants: Field<IDataObject[] | undefined, 'participants'> = rows(
	'participants',
	'Participants',
	{
		label: 'Participant',
		max: MAX_PARTICIPANTS,
		fields: [addresses, participantName, profileId, participantType],
	},
	{ description: 'Who takes part, up to 50' },
);
