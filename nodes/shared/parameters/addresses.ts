import type { IDataObject } from 'n8n-workflow';

import { readAddress } from '../../api/address';
import { asJson } from '../fields/asJson';
import { InvalidValue, type Field } from '../fields/field';
import { fixedCollectionListField } from '../fields/fixedCollection';
import { optionsField } from '../fields/options';
import { required } from '../fields/required';
import { requiredStringField, stringField } from '../fields/string';
import { CHANNELS } from './channels';

/** How an address looks depends on its channel; what people write is read by `withReadAddress`. */
export const ADDRESS_APPEARANCE = {
	placeholder: 'e.g. +15017122661',
	description:
		'SMS, voice and WhatsApp: phone number with + and country code. RCS: with "rcs:" before it. Chat: any text.',
};

export const channel = required(
	optionsField('channel', 'Channel', CHANNELS, {
		initial: 'SMS',
		description: 'The channel of the address',
	}),
);

export const address = requiredStringField('address', 'Address', ADDRESS_APPEARANCE);

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
export const addresses: Field<IDataObject[] | undefined, 'addresses'> = fixedCollectionListField(
	'addresses',
	'Addresses',
	{
		label: 'Address',
		refine: withReadAddress,
		fields: [
			channel,
			address,
			stringField('channelId', 'Channel ID', {
				trimmed: true,
				placeholder: 'e.g. CAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
				description: 'SID of the call or message that this address belongs to',
			}),
		],
	},
	{ description: 'How the participant can be reached' },
);

export const addressesJson = asJson(
	addresses,
	'[{ "channel": "SMS", "address": "+15017122661" }]',
	{ description: 'How the participant can be reached, as a list of objects as the API takes them' },
);
