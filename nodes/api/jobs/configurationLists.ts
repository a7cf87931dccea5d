import type { IDataObject } from 'n8n-workflow';

import { asRecord, isRecord, recordsIn, withoutNulls } from '../json';
import {
	added,
	CALLBACK,
	fromEntries,
	ID,
	Kind,
	notIn,
	removed,
	ruleKind,
	rulesOf,
	TIMEOUT,
	timeoutsOf,
} from './configurationListEntries';

/** Most entries that Twilio takes in a write (Twilio OpenAPI document, requests of configurations). */
export const MAX_CALLBACKS = 2;
export const MAX_INTELLIGENCE_IDS = 5;

/** What a configuration has several of, by its API names; of a channel, rules and timeouts. */
export interface ConfigurationLists {
	/** Null where a channel is meant as a whole, to take it away. */
	readonly channelSettings: Readonly<Record<string, IDataObject | null>>;
	readonly intelligenceConfigurationIds: readonly string[];
	readonly statusCallbacks: readonly IDataObject[];
}

/** What happens to the entries that are named: a timeout and a URL that are there get the new value. */
export type ListChange = 'add' | 'remove';

/**
 * The lists of a configuration as Twilio gives it. A null in them is left out, so that what was read
 * can be written back: the API's requests have none (Twilio OpenAPI document).
 *
 * @param members of a configuration; what is not there is an empty list
 */
export function listsOf({
	channelSettings,
	intelligenceConfigurationIds: ids,
	statusCallbacks,
}: IDataObject): ConfigurationLists {
	const channels = Object.entries(asRecord(channelSettings));
	return {
		channelSettings: Object.fromEntries(
			channels.map(([name, setting]) => [name, isRecord(setting) ? writable(setting) : null]),
		),
		intelligenceConfigurationIds: Array.isArray(ids) ? ids.map(String) : [],
		statusCallbacks: recordsIn(statusCallbacks),
	};
}

function writable({ captureRules, statusTimeouts, ...rest }: IDataObject): IDataObject {
	return {
		...withoutNulls(rest),
		...(Array.isArray(captureRules) && {
			captureRules: recordsIn(captureRules).map(withoutNulls),
		}),
		...(isRecord(statusTimeouts) && { statusTimeouts: withoutNulls(statusTimeouts) }),
	};
}

/**
 * Adds entries to lists, or takes them out. All other entries stay.
 *
 * @returns the lists; those in which nothing changes are the same objects as before
 */
export function changed(
	lists: ConfigurationLists,
	named: ConfigurationLists,
	change: ListChange,
): ConfigurationLists {
	const to = change === 'add' ? added : removed;
	return {
		channelSettings: changedChannels(lists.channelSettings, named.channelSettings, change),
		intelligenceConfigurationIds: to(
			lists.intelligenceConfigurationIds,
			named.intelligenceConfigurationIds,
			ID,
		),
		statusCallbacks: to(lists.statusCallbacks, named.statusCallbacks, CALLBACK),
	};
}

type Channels = ConfigurationLists['channelSettings'];

function changedChannels(channels: Channels, named: Channels, change: ListChange): Channels {
	const result = new Map(Object.entries(channels));
	for (const [name, setting] of Object.entries(named)) {
		const current = result.get(name);
		if (setting === null) result.delete(name);
		else if (current || change === 'add') {
			result.set(name, changedChannel(current ?? {}, setting, change, ruleKind(name)));
		}
	}
	const isSame =
		result.size === Object.keys(channels).length &&
		[...result].every(([name, setting]) => setting === channels[name]);
	return isSame ? channels : Object.fromEntries(result);
}

function changedChannel(
	setting: IDataObject,
	named: IDataObject,
	change: ListChange,
	kind: Kind<IDataObject>,
): IDataObject {
	const to = change === 'add' ? added : removed;
	const [rules, timeouts] = [rulesOf(setting), timeoutsOf(setting)];
	const newRules = to(rules, rulesOf(named), kind);
	const newTimeouts = to(timeouts, timeoutsOf(named), TIMEOUT);
	if (newRules === rules && newTimeouts === timeouts) return setting;
	return {
		...setting,
		...(newRules !== rules && { captureRules: [...newRules] }),
		...(newTimeouts !== timeouts && { statusTimeouts: fromEntries(newTimeouts) }),
	};
}

/**
 * The rules of a channel that go from and to the same as one that is named, where none of them is
 * that rule: they have metadata, or other metadata.
 */
export function similarRules(
	{ channelSettings }: ConfigurationLists,
	channel: string,
	named: IDataObject,
): IDataObject[] {
	const { identity } = ruleKind(channel);
	const withoutMetadata = ({ from, to }: IDataObject) => identity({ from, to });
	const similar = rulesOf(channelSettings[channel] ?? {}).filter(
		(rule) => withoutMetadata(rule) === withoutMetadata(named),
	);
	return similar.some((rule) => identity(rule) === identity(named)) ? [] : similar;
}

/**
 * What a PATCH has to say to make the lists others: the lists that differ as wholes, and the
 * channels that differ, null for one that is gone.
 *
 * @param wanted made of the lists by `changed`
 */
export function changesTo(lists: ConfigurationLists, wanted: ConfigurationLists): IDataObject {
	const [from, to] = [lists.channelSettings, wanted.channelSettings];
	const channels = [...new Set([...Object.keys(from), ...Object.keys(to)])]
		.filter((name) => from[name] !== to[name])
		.map((name) => [name, to[name] ?? null] as const);
	const { intelligenceConfigurationIds, statusCallbacks } = wanted;
	return {
		...(channels.length > 0 && { channelSettings: Object.fromEntries(channels) }),
		...(intelligenceConfigurationIds !== lists.intelligenceConfigurationIds && {
			intelligenceConfigurationIds: [...intelligenceConfigurationIds],
		}),
		...(statusCallbacks !== lists.statusCallbacks && { statusCallbacks: [...statusCallbacks] }),
	};
}

/** @returns the entries of lists that are not in others, or not with that value */
export function entriesNotIn(
	others: ConfigurationLists,
	lists: ConfigurationLists,
): ConfigurationLists {
	const channels = Object.entries(lists.channelSettings).map(([name, setting]) => {
		const [here, there] = [setting ?? {}, others.channelSettings[name] ?? {}];
		const timeouts = notIn(timeoutsOf(there), timeoutsOf(here), TIMEOUT);
		const captureRules = notIn(rulesOf(there), rulesOf(here), ruleKind(name));
		return [name, { captureRules, statusTimeouts: fromEntries(timeouts) }] as const;
	});
	return {
		channelSettings: Object.fromEntries(
			channels.filter(
				([, { captureRules, statusTimeouts }]) =>
					captureRules.length + Object.keys(statusTimeouts).length > 0,
			),
		),
		intelligenceConfigurationIds: notIn(
			others.intelligenceConfigurationIds,
			lists.intelligenceConfigurationIds,
			ID,
		),
		statusCallbacks: notIn(others.statusCallbacks, lists.statusCallbacks, CALLBACK),
	};
}
