import type { IDataObject, INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import {
	type ConfigurationLists,
	MAX_CONFIGURATION_CALLBACKS,
	MAX_INTELLIGENCE_IDS,
	similarRules,
} from './configurationLists';
import { recordsIn } from '../json';
import { readableUrl } from '../url';

/**
 * Checks whether the lists to be written exceed Twilio's limits.
 *
 * @param lists as they are
 * @param wanted made of them by `changed`
 * @param isFirst whether nothing was written before
 * @param makeRoom how to make room, in the editor's words
 * @returns the error that names the entries in the way; undefined if there is room
 */
export function noRoomFor(
	node: INode,
	configurationId: string,
	{
		lists,
		wanted,
		isFirst,
		makeRoom,
	}: Record<'lists' | 'wanted', ConfigurationLists> & { isFirst: boolean; makeRoom: string },
): NodeOperationError | undefined {
	const full = (kind: string, max: number, count: number, holders: readonly string[]) =>
		new NodeOperationError(
			node,
			`The configuration "${configurationId}" would have ${count} ${kind}, and Twilio takes ${max}. It has ${holders.join(', ') || 'none'}`,
			{
				description: `${isFirst ? 'Nothing was changed.' : 'Somebody else took the place meanwhile.'} To make room, ${makeRoom}.`,
			},
		);
	const { statusCallbacks: callbacks, intelligenceConfigurationIds: ids } = wanted;
	if (callbacks !== lists.statusCallbacks && callbacks.length > MAX_CONFIGURATION_CALLBACKS) {
		const urls = lists.statusCallbacks.map(({ url }) => readableUrl(String(url)));
		return full('status callbacks', MAX_CONFIGURATION_CALLBACKS, callbacks.length, urls);
	}
	if (ids !== lists.intelligenceConfigurationIds && ids.length > MAX_INTELLIGENCE_IDS) {
		const holders = lists.intelligenceConfigurationIds;
		return full('Intelligence IDs', MAX_INTELLIGENCE_IDS, ids.length, holders);
	}
	return undefined;
}

/**
 * A rule to be removed may be meant for one with other metadata, and there may be several of those:
 * refuse, instead of removing one of them or treating the rule as gone.
 *
 * @throws NodeOperationError that shows the rules
 */
export function refuseSimilar(
	node: INode,
	configurationId: string,
	lists: ConfigurationLists,
	named: ConfigurationLists,
): void {
	for (const [channel, setting] of Object.entries(named.channelSettings)) {
		for (const rule of recordsIn(setting?.captureRules)) {
			const similar = similarRules(lists, channel, rule);
			if (similar.length === 0) continue;
			throw new NodeOperationError(
				node,
				`The configuration "${configurationId}" has no ${channel} rule ${inWords(rule)}. It has ${similar.map(inWords).join('; ')}`,
				{
					description:
						'Nothing was changed. To remove a rule, enter its metadata as well: all of it, as it is in the configuration.',
				},
			);
		}
	}
}

function inWords({ from, to, metadata }: IDataObject): string {
	const entries = Object.entries(metadata ?? {}).map(([key, value]) => `${key}: ${String(value)}`);
	const more = entries.length > 0 ? `with metadata ${entries.join(', ')}` : 'without metadata';
	return `from ${String(from)} to ${String(to)} ${more}`;
}
