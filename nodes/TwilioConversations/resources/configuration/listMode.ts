import type { IDataObject } from 'n8n-workflow';

import { isRecord, recordsIn } from '../../../api/json';
import {
	type ConfigurationLists,
	type ListChange,
	listsOf,
} from '../../../api/jobs/configurationLists';
import { InvalidValue } from '../../../shared/fields/field';
import { noticeField } from '../../../shared/fields/notice';
import { optionsField } from '../../../shared/fields/options';
import { notBlank } from '../../../shared/fields/required';
import { removal } from './channelFields';

/** How Update combines entered lists with the existing ones. */
export const listMode = notBlank(
	optionsField(
		'listMode',
		'List Mode',
		[
			{
				name: 'Add',
				value: 'add',
				description: 'Add what is entered, and keep all that is there',
			},
			{
				name: 'Remove',
				value: 'remove',
				description: 'Take away what is entered, and keep all else',
			},
			{
				name: 'Replace',
				value: 'replace',
				description: 'Put what is entered in the place of all that is there',
			},
		],
		{
			initial: 'replace',
			description:
				'What to do with capture rules and timeouts of a channel, intelligence IDs and status callbacks',
		},
	),
);

export const replaceListsNotice = noticeField(
	'replaceListsNotice',
	"Replaces all rules and timeouts of a channel that is named in 'Channel Settings', and all intelligence IDs and status callbacks where some are entered. Choose 'Add' or 'Remove' to keep the others.",
	{ displayOptions: { show: { listMode: ['replace'] } } },
);

export const removeListsNotice = noticeField(
	'removeListsNotice',
	'A timeout is removed whatever its minutes, and a status callback whatever its method.',
	{ displayOptions: { show: { listMode: ['remove'] } } },
);

/** Members of a configuration that are lists, and the others. */
export interface Entered {
	readonly lists: ConfigurationLists;
	readonly others: IDataObject;
}

/**
 * Separates the lists to add to or remove from, from members that are set. A list that is to be
 * cleared is one of the latter.
 *
 * @param updateFields as they would be sent
 * @throws InvalidValue when an entry has nothing to add or to remove
 */
export function enteredLists(updateFields: IDataObject, mode: ListChange): Entered {
	const { channelSettings, intelligenceConfigurationIds, statusCallbacks, ...rest } = updateFields;
	const members = { channelSettings, intelligenceConfigurationIds, statusCallbacks };
	const cleared = Object.entries(members).filter(([, value]) => value === null);
	for (const [label, list] of [
		['Intelligence IDs', intelligenceConfigurationIds],
		['Status Callbacks', statusCallbacks],
	]) {
		if (Array.isArray(list) && list.length === 0) throw namesNothing(mode, [String(label)]);
	}
	if (isRecord(channelSettings)) checkChannels(channelSettings, mode);
	return { lists: listsOf(members), others: { ...rest, ...Object.fromEntries(cleared) } };
}

/**
 * Refuses rows of channels that nothing was entered for: replacing the rules and timeouts by none is
 * hardly what somebody means who has yet to add them. In JSON it can be said.
 *
 * @param channels from a form
 * @throws InvalidValue that names the channel
 */
export function refuseBareChannels(channels: unknown): void {
	if (!isRecord(channels)) return;
	for (const [name, setting] of Object.entries(channels)) {
		if (!isRecord(setting) || Object.keys(setting).length > 0) continue;
		throw namesNothing('replace', ['Channel Settings', name]);
	}
}

function checkChannels(channels: IDataObject, mode: ListChange): void {
	if (Object.keys(channels).length === 0) throw namesNothing(mode, ['Channel Settings']);
	for (const [name, setting] of Object.entries(channels)) {
		const place = ['Channel Settings', name];
		if (setting === null && mode === 'remove') continue;
		if (!isRecord(setting)) {
			throw new InvalidValue(
				"is to be removed, and 'List Mode' is 'Add'",
				"Remove a channel with 'List Mode' on 'Remove' or 'Replace'.",
				['Update Fields', ...place],
			);
		}
		const { captureRules, statusTimeouts, ...unknown } = setting;
		const isEmpty =
			recordsIn(captureRules).length === 0 &&
			(!isRecord(statusTimeouts) || Object.keys(statusTimeouts).length === 0);
		if (isEmpty) throw namesNothing(mode, place);
		const [other] = Object.keys(unknown);
		if (other === undefined) continue;
		throw new InvalidValue(
			'can only be replaced',
			"'Add' and 'Remove' know capture rules and status timeouts. Set 'List Mode' to 'Replace' for others.",
			['Update Fields', ...place, other],
		);
	}
}

function namesNothing(mode: ListChange | 'replace', place: readonly string[]): InvalidValue {
	const hint = {
		add: 'Enter what is to be added.',
		replace: `Enter its rules and timeouts. To remove the channel, switch on '${removal.property.displayName}'.`,
		remove: "Enter what is to be removed. To clear a list, choose it in 'Fields to Clear'.",
	};
	return new InvalidValue(`names nothing to ${mode}`, hint[mode], ['Update Fields', ...place]);
}
