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

/** Maximum number of entries in a write (Twilio OpenAPI document, requests of configurations). */
export const MAX_CONFIGURATION_CALLBACKS = 2;
export const MAX_INTELLIGENCE_IDS = 5;

/** The lists of a configuration by API name; for a channel, its rules and timeouts. */
export interface ConfigurationLists {
	/** Null stands for a whole channel that is to be removed. */
	readonly channelSettings: Readonly<Record<string, IDataObject | null>>;
	readonly intelligenceConfigurationIds: readonly string[];
	readonly statusCallbacks: readonly IDataObject[];
}

/** How entries are applied. Adding a timeout or URL that exists sets its new value. */
export type ListChange = 'add' | 'remove';

/**
 * The lists in a configuration from Twilio. Nulls are left out, so that the result can be written
 * back: the API's requests have none (Twilio OpenAPI document).
 *
 * @param members of a configuration; a missing one is an empty list
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
 * Adds entries to lists, or removes them. All other entries stay.
 *
 * @returns the lists; those without a change are the same objects as before
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
 * The rules of a channel with the same ends as a named rule but other metadata, unless the rule
 * itself is there too.
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
 * The PATCH that turns one state of the lists into another: whole lists if they differ, and the
 * channels that differ, null for a removed one.
 *
 * @param wanted from `changed`
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

/** @returns the entries that are not in the other lists, or not with that value */
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
