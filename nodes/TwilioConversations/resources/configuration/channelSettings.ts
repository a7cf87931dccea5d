import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../api/json';
import { fixedCollectionListField } from '../../../shared/fields/fixedCollection';
import { asJson, byFields } from '../../../shared/fields/asJson';
import { asObject, readObject } from '../../../shared/fields/reading';
import {
	at,
	type Field,
	InvalidValue,
	type ReadContext,
	withProperty,
} from '../../../shared/fields/field';
import { editorRows, isBlank, unwrapJson } from '../../../shared/fields/values';
import { channel, removal, settings, withReadRules } from './channelFields';

type ChannelSettings = Record<string, IDataObject | null>;
type Entry = [string, IDataObject | null];

const LIST_MODE_HINT =
	'List Mode Replace replaces all rules and timeouts of a channel that is named';

const settingsUnlessRemoved = settings.map((field) =>
	withProperty(field, { displayOptions: { hide: { [removal.name]: [true] } } }),
);

/**
 * The settings of a configuration by channel: rows that each name a channel, or the API's object.
 *
 * @param merges whether Twilio merges the channels into the existing ones. A channel is then
 *   removed by a switch in its row, or by null in the object
 */
export function channelSettings({ merges }: { merges: boolean }) {
	return byFields(byChannelField(merges));
}

function byChannelField(merges: boolean): Field<ChannelSettings | undefined, 'channelSettings'> {
	const fields = merges ? [channel, removal, ...settingsUnlessRemoved] : [channel, ...settings];
	const list = fixedCollectionListField(
		'channelSettings',
		'Channel Settings',
		{ label: 'Channel', fields, refine: (row) => withReadRules(row, String(row.channel)) },
		{
			description: `Which communications are captured, and when conversations end${merges ? '. Channels that are not named here stay as they are.' : ''}`,
			...(merges && {
				hint: LIST_MODE_HINT,
			}),
		},
	);

	const readChannels = (object: IDataObject, context: ReadContext): Entry[] =>
		Object.entries(object)
			.filter(([, setting]) => setting !== null || merges)
			.map(([name, setting]) =>
				at(name, () => {
					const key = channel.parse(name, { ...context, isJson: true });
					if (setting === null) return [key, null];
					const read = readObject(settings, asObject(setting), context);
					return [key, withReadRules(read, key)];
				}),
			);

	return {
		...list,
		parse: (value, context) => {
			const entered = unwrapJson(value);
			if (isBlank(entered)) return undefined;
			if (!isRecord(entered) || (editorRows(entered)?.length ?? 0) > 0) {
				return byChannel(list.parse(entered, context)?.map(asEntry));
			}
			const isEmpty = editorRows(entered) !== undefined;
			if (isEmpty) return context.isJson ? {} : undefined;
			return byChannel(readChannels(entered, context));
		},
	};
}

/** The same as JSON. */
export function channelSettingsJson({ merges }: { merges: boolean }) {
	const sms = '"SMS": { "statusTimeouts": { "closed": 30 } }';
	return asJson(byChannelField(merges), merges ? `{ ${sms}, "VOICE": null }` : `{ ${sms} }`, {
		description: `Settings by channel, as the API takes them${merges ? '. Null removes a channel.' : ''}`,
		...(merges && { hint: LIST_MODE_HINT }),
	});
}

function asEntry({ channel: name, remove, ...setting }: IDataObject): Entry {
	return [String(name), remove === true ? null : setting];
}

function byChannel(entries: Entry[] | undefined): ChannelSettings | undefined {
	if (entries === undefined) return undefined;
	const found = new Map<string, IDataObject | null>();
	for (const [name, setting] of entries) {
		if (found.has(name)) throw new InvalidValue('is there twice', 'Use each channel once.', [name]);
		found.set(name, setting);
	}
	return Object.fromEntries(found);
}
