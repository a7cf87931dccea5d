import type { INodePropertyOptions } from 'n8n-workflow';

import { addressKey } from '../../../../api/address';
import { readReachable } from '../../../../api/reachableAddress';
import {
	collectionField,
	type CollectionValues,
	ENTER_OR_REMOVE,
} from '../../../../shared/fields/collection';
import { type Field, InvalidValue } from '../../../../shared/fields/field';
import { optionsField } from '../../../../shared/fields/options';
import { stringField } from '../../../../shared/fields/string';
import { ADDRESS_APPEARANCE } from '../../../../shared/parameters/addresses';
import { SENDABLE_CHANNELS } from '../../../../shared/parameters/channels';
import { participantName, profileId } from '../../../../shared/parameters/participants';

/** The customer or the own side. */
export interface Side {
	readonly channel: string;
	readonly address: string;
	readonly type: string;
	readonly name?: string;
	readonly profileId?: string;
}

const CUSTOMER_TYPES: INodePropertyOptions[] = [
	{ name: 'Customer', value: 'CUSTOMER' },
	{
		name: 'Unknown',
		value: 'UNKNOWN',
		description:
			'Twilio finds no profile for it: a configuration that groups by profile begins a new conversation each time',
	},
];

const OWN_TYPES: INodePropertyOptions[] = [
	{ name: 'Agent', value: 'AGENT' },
	{ name: 'AI Agent', value: 'AI_AGENT' },
	{ name: 'Human Agent', value: 'HUMAN_AGENT' },
];

const ENTER_ADDRESS = 'Enter the address, e.g. +15017122661.';

const address = stringField('address', 'Address', { ...ADDRESS_APPEARANCE, trimmed: true });

const channel = optionsField('channel', 'Channel', SENDABLE_CHANNELS, {
	initial: 'SMS',
	description: 'The channel of the address, which the message takes',
});

/** n8n names a model's arguments by label, so what is asked for twice needs two labels. */
function labelled<Each extends Field>(field: Each, isCustomer: boolean): Each {
	const { displayName } = field.property;
	const label = isCustomer ? displayName : `Our ${displayName}`;
	return { ...field, property: { ...field.property, displayName: label } };
}

const fieldsWith = (types: INodePropertyOptions[], isCustomer: boolean) =>
	[
		channel,
		labelled(address, isCustomer),
		labelled(participantName, isCustomer),
		labelled(profileId, isCustomer),
		optionsField('type', 'Type', types, {
			description: 'What the participant is, if it is added now. One that is there stays as it is.',
		}),
	] as const;

/**
 * A side of the conversation, as a collection: n8n shows the fields of its default without a click. A
 * fixed collection with one value cannot have such a default (n8n-workflow 2.41, getNodeParameters).
 */
function sideField<Name extends string>(
	name: Name,
	displayName: string,
	types: INodePropertyOptions[],
	description: string,
): Field<Side, Name> {
	const isCustomer = types === CUSTOMER_TYPES;
	const fields = fieldsWith(types, isCustomer);
	const field = collectionField(name, displayName, fields, {
		default: { channel: 'SMS', address: '' },
		required: true,
		whenBlank: (blank) => (blank === address.name ? ENTER_ADDRESS : ENTER_OR_REMOVE),
		description,
	});
	return {
		...field,
		// In the order of the form; a collection to add from has that of the alphabet.
		property: { ...field.property, options: fields.map(({ property }) => property) },
		parse: (value, context) => asSide(field.parse(value, context), types[0].value, isCustomer),
	};
}

/** @throws InvalidValue with the label of the field */
function asSide(
	{ address: entered, channel: chosen, ...others }: CollectionValues<ReturnType<typeof fieldsWith>>,
	usualType: INodePropertyOptions['value'],
	isCustomer: boolean,
): Side {
	const { displayName: label } = labelled(address, isCustomer).property;
	if (entered === undefined) {
		throw new InvalidValue('is empty', ENTER_ADDRESS, [label]);
	}
	if (chosen === undefined) {
		throw new InvalidValue('is empty', 'Choose the channel of the address.', [
			channel.property.displayName,
		]);
	}
	const read = readReachable(entered, chosen, isCustomer);
	if (typeof read !== 'string') throw new InvalidValue(read.complaint, read.hint, [label]);
	return { channel: chosen, address: read, type: String(usualType), ...others };
}

export const customer = sideField(
	'customer',
	'Customer',
	CUSTOMER_TYPES,
	'Whom the conversation is with, and who gets the message',
);

export const ourSide = sideField(
	'ourSide',
	'Our Side',
	OWN_TYPES,
	'Your own number or sender, which the message comes from',
);

/**
 * Refuses two sides that cannot write to each other.
 *
 * @throws InvalidValue that names the field of the own side
 */
export function checkSides(theirs: Side, own: Side): void {
	const { displayName } = ourSide.property;
	if (addressKey(theirs.address) === addressKey(own.address)) {
		throw new InvalidValue(
			`is that of the customer: "${own.address}"`,
			'Enter your own number or sender, which the message comes from.',
			[displayName, labelled(address, false).property.displayName],
		);
	}
	const channels = [theirs.channel, own.channel];
	// Twilio error 21910: WhatsApp and other channels do not reach each other.
	if (
		theirs.channel !== own.channel &&
		channels.includes('WHATSAPP') &&
		!channels.includes('CHAT')
	) {
		throw new InvalidValue(
			`is ${own.channel}, and that of the customer ${theirs.channel}`,
			'WhatsApp and other channels do not reach each other: choose the same channel for both.',
			[displayName, channel.property.displayName],
		);
	}
}
