import type { IDataObject } from 'n8n-workflow';

import { readAddress } from '../../api/address';
import { readReachable } from '../../api/reachableAddress';
import { asJson, byFields } from '../fields/asJson';
import { InvalidValue, type Field, withProperty } from '../fields/field';
import { fixedCollectionListField } from '../fields/fixedCollection';
import { optionsField } from '../fields/options';
import { required } from '../fields/required';
import { requiredStringField, stringField } from '../fields/string';
import { CHANNELS } from './channels';

/**
 * The format depends on the channel, and people write addresses in many ways: see
 * `withReadAddress`.
 */
export const ADDRESS_APPEARANCE = {
	placeholder: 'e.g. +15017122661',
	description:
		'SMS, voice and WhatsApp: phone number with + and country code. RCS: with "rcs:" before it. Chat: free text.',
};

export const channel = required(
	optionsField('channel', 'Channel', CHANNELS, {
		initial: 'SMS',
		description: 'The channel of the address',
	}),
);

export const address = requiredStringField('address', 'Address', ADDRESS_APPEARANCE);

/**
 * Converts the address of a row to the format of its channel, e.g. "+1 (501) 712-2661" of SMS to
 * "+15017122661".
 *
 * @param row with `channel` and `address`; returned unchanged without an address
 * @param isRecipient whether a message goes there
 * @throws InvalidValue when it cannot be an address of that channel
 */
export function withReadAddress(row: IDataObject, isRecipient = false): IDataObject {
	const { channel, address: entered } = row;
	if (typeof entered !== 'string') return row;
	const read =
		typeof channel === 'string'
			? readReachable(entered, channel, isRecipient)
			: readAddress(entered, undefined);
	if (typeof read === 'string') return { ...row, address: read };
	throw new InvalidValue(read.complaint, read.hint, [address.property.displayName]);
}

/** @param hint n8n shows hints of single fields, not of lists */
function rowsWith(hint?: string): Field<IDataObject[] | undefined, 'addresses'> {
	return fixedCollectionListField(
		'addresses',
		'Addresses',
		{
			label: 'Address',
			refine: (row) => withReadAddress(row),
			fields: [channel, hint === undefined ? address : withProperty(address, { hint })],
			more: [
				stringField('channelId', 'Channel ID', {
					trimmed: true,
					placeholder: 'e.g. CA… or SM…',
					description: 'SID of the call or message that this address belongs to',
				}),
			],
		},
		{ description: 'How the participant can be reached' },
	);
}

/** The addresses of one of several participants, each with its channel. */
export const addressRows = rowsWith();

/**
 * The addresses of the one participant that an operation is about.
 *
 * @param hint what becomes of those that are there
 */
export function addresses(hint?: string): Field<IDataObject[] | undefined, 'addresses'> {
	return byFields(rowsWith(hint));
}

/** The same as JSON. */
export function addressesJson(hint?: string) {
	return asJson(addressRows, '[{ "channel": "SMS", "address": "+15017122661" }]', {
		description: 'How the participant can be reached, as a list of objects as the API takes them',
		...(hint !== undefined && { hint }),
	});
}
