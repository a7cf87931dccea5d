import type { IDataObject } from 'n8n-workflow';

import { hasSeveral, readAddress } from '../../../api/address';
import { isRecord } from '../../../api/json';
import { optionsField } from '../../../shared/fields/options';
import { fixedCollectionListField } from '../../../shared/fields/fixedCollection';
import { collectionField } from '../../../shared/fields/collection';
import { asObject, readObject } from '../../../shared/fields/reading';
import { at, type Field, InvalidValue } from '../../../shared/fields/field';
import { CHANNELS } from '../../../shared/parameters/channels';
import { notBlank, required } from '../../../shared/fields/required';
import { integerField } from '../../../shared/fields/number';
import { booleanField } from '../../../shared/fields/boolean';
import { requiredStringField } from '../../../shared/fields/string';
import { keyValuesField } from '../../../shared/fields/keyValues';
import { isBlank, unwrapJson } from '../../../shared/fields/values';

/** Video has no settings (Twilio docs, Configuration resource). */
const CONFIGURABLE = CHANNELS.filter(({ value }) => value !== 'VIDEO');

export const channel = required(
	optionsField('channel', 'Channel', CONFIGURABLE, {
		initial: 'SMS',
		description: 'The channel that the settings are for',
	}),
);

export const removal = notBlank(
	booleanField('remove', 'Remove', false, {
		description: 'Whether to remove all settings of this channel',
	}),
);

const minutes = (name: string, label: string, initial: number, happens: string) =>
	integerField(name, label, initial, {
		min: 1,
		description: `Minutes without a communication after which a conversation ${happens}`,
	});

const timeouts = [
	minutes('closed', 'Closed After (Min)', 30, 'is closed'),
	minutes('inactive', 'Inactive After (Min)', 10, 'becomes inactive'),
];

const added = collectionField('statusTimeouts', 'Status Timeouts', timeouts, {
	placeholder: 'Add Timeout',
	description: 'When Twilio changes the status of a conversation by itself',
});

/** Null in JSON means no time-outs at all (Twilio docs, Orchestrator lifecycle). */
const statusTimeouts: Field<IDataObject | undefined, 'statusTimeouts'> = {
	...added,
	takesNull: true,
	parse: (value, context) => {
		const entered = unwrapJson(value);
		if (isBlank(entered)) return undefined;
		if (context.isJson) return readObject(timeouts, asObject(entered), context);
		const read = added.parse(entered, context);
		return Object.keys(read).length > 0 ? read : undefined;
	},
};

export const ruleFrom = requiredStringField('from', 'From', {
	trimmed: true,
	placeholder: 'e.g. *',
	description: 'Address that a communication comes from. * stands for any.',
});

export const ruleTo = requiredStringField('to', 'To', {
	trimmed: true,
	placeholder: 'e.g. +15017122661',
	description: 'Address that a communication goes to. * stands for any.',
});

export const ruleMetadata = keyValuesField(
	'metadata',
	'Metadata',
	{
		key: { placeholder: 'e.g. callType', description: 'Name of what has to match' },
		value: { placeholder: 'e.g. PSTN', description: 'What it has to be' },
	},
	{ description: 'What else has to match, e.g. the type of a call' },
);

const captureRules = fixedCollectionListField(
	'captureRules',
	'Capture Rules',
	{
		label: 'Rule',
		fields: [ruleFrom, ruleTo, ruleMetadata],
	},
	{ description: 'Which communications become part of a conversation' },
);

/** The fields of one channel. */
export const settings = [captureRules, statusTimeouts] as const;

/** Channels whose rules hold telephone numbers. */
const WITH_NUMBERS = new Set(['RCS', 'SMS', 'VOICE', 'WHATSAPP']);

/**
 * Converts the phone numbers of a capture rule to E.164. Patterns (`*`) stay as they are, and no scheme
 * such as "whatsapp:" is added: Twilio documents neither.
 *
 * @param name of the channel
 * @throws InvalidValue that names the address
 */
export function readRule(rule: IDataObject, name: string): IDataObject {
	// Without a channel, no scheme is added.
	const channelOfAddress = WITH_NUMBERS.has(name) ? undefined : name;
	const readEnd = (address: IDataObject[string], label: string) => {
		if (typeof address !== 'string') return address;
		if (WITH_NUMBERS.has(name) && hasSeveral(address)) {
			throw new InvalidValue(
				`has several addresses: "${address}"`,
				'Enter one of them. Each address has a rule of its own.',
				[label],
			);
		}
		const read = readAddress(address, channelOfAddress);
		if (typeof read === 'string') return read;
		throw new InvalidValue(read.complaint, read.hint, [label]);
	};
	return { ...rule, from: readEnd(rule.from, 'From'), to: readEnd(rule.to, 'To') };
}

/**
 * Reads the addresses of all capture rules of a channel.
 *
 * @param setting of a channel, with its `captureRules`
 * @param name of the channel
 * @throws InvalidValue that names the rule and its address
 */
export function withReadRules(setting: IDataObject, name: string): IDataObject {
	const { captureRules: rules } = setting;
	if (!Array.isArray(rules)) return setting;
	return {
		...setting,
		captureRules: at(captureRules.property.displayName, () =>
			rules
				.filter(isRecord)
				.map((rule, index) => at(`Rule ${index + 1}`, () => readRule(rule, name))),
		),
	};
}
