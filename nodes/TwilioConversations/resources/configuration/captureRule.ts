import type { IDataObject } from 'n8n-workflow';

import { listsOf } from '../../../api/jobs/configurationLists';
import { collectionField } from '../../../shared/fields/collection';
import { simplified } from '../../../shared/simplified/configuration';
import { asyncOptions } from '../asyncWrite';
import { recordOutput } from '../shorten';
import { configurationId } from './attributes';
import { channel, readRule, ruleFrom, ruleMetadata, ruleTo } from './channelFields';
import type { Entered } from './listMode';

/** The parameters of the operations on one capture rule. */
export const captureRuleFields = [
	configurationId,
	{
		...channel,
		property: { ...channel.property, description: 'The channel that the rule is for' },
	},
	ruleFrom,
	ruleTo,
	collectionField('additionalFields', 'Additional Fields', [ruleMetadata]),
	...recordOutput(simplified),
	asyncOptions,
] as const;

/** @throws InvalidValue that names the address */
export function enteredRule(input: {
	channel: string;
	from: string;
	to: string;
	additionalFields: { metadata?: IDataObject };
}): Entered {
	const { metadata } = input.additionalFields;
	const rule = readRule(
		{ from: input.from, to: input.to, ...(metadata && { metadata }) },
		input.channel,
	);
	const channelSettings = { [input.channel]: { captureRules: [rule] } };
	return { lists: listsOf({ channelSettings }), others: {} };
}
