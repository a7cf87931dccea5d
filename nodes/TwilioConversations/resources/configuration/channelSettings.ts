import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../api/problem';
import { rows } from '../fields/composite';
import { jsonTwin } from '../fields/jsonTwin';
import { asObject, readObject } from '../fields/reading';
import { at, type Field, InvalidValue } from '../fields/field';
import { editorRows, isBlank, unwrapJson } from '../fields/values';
import { channel, CONFIGURABLE, removal, settings } from './channelFields';

type ChannelSettings = Record<string, IDataObject | null>;

const settingsUnlessRemoved = settings.map((field) => ({
	...field,
	property: { ...field.property, displayOptions: { hide: { [removal.name]: [true] } } },
}));

/**
 * The settings of a configuration by channel: rows with a channel each, or an object as the API
 * takes it.
 *
 * @param removes whether a channel can be removed, by a switch in its row or by null in the object
 */
export function channelSettings({
	removes,
}: {
	removes: boolean;
}): Field<ChannelSettings | undefined, 'channelSettings'> {
	const fields = removes ? [channel, removal, ...settingsUnlessRemoved] : [channel, ...settings];
	const list = rows(
		'channelSettings',
		'Channel Settings',
		{ label: 'Channel', max: CONFIGURABLE.length, fields },
		{
			description: `Which communications are captured, and when conversations end${removes ? '. A channel that is named here is replaced as a whole, the others stay as they are.' : ''}`,
		},
	);
	return {
		...list,
		parse: (value, scope) => {
			const entered = unwrapJson(value);
			if (isBlank(entered)) return undefined;
			if (!isRecord(entered) || editorRows(entered) !== undefined) {
				return byChannel(list.parse(entered, scope)?.map(asEntry));
			}
			return byChannel(
				Object.entries(entered).map(([name, setting]) =>
					at(name, () => {
						const key = channel.parse(name, scope);
						if (setting === null && removes) return [key, null];
						return [key, readObject(settings, asObject(setting), scope)];
					}),
				),
			);
		},
	};
}

/** The same as JSON. */
export function channelSettingsJson({ removes }: { removes: boolean }) {
	const sms = '"SMS": { "statusTimeouts": { "closed": 30 } }';
	return jsonTwin(
		channelSettings({ removes }),
		removes ? `{ ${sms}, "VOICE": null }` : `{ ${sms} }`,
		{
			description: `Settings by channel, as the API takes them${removes ? '. Null removes a channel.' : ''}`,
		},
	);
}

function asEntry({ channel: name, remove, ...setting }: IDataObject): Entry {
	return [String(name), remove === true ? null : setting];
}

type Entry = [string, IDataObject | null];

function byChannel(entries: Entry[] | undefined): ChannelSettings | undefined {
	if (entries === undefined) return undefined;
	const found = new Map<string, IDataObject | null>();
	for (const [name, setting] of entries) {
		if (found.has(name)) throw new InvalidValue('is there twice', 'Use each channel once.', [name]);
		found.set(name, setting);
	}
	return Object.fromEntries(found);
}
