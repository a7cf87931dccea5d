import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { isRecord } from '../../../api/json';
import { booleanField } from '../../../shared/fields/boolean';
import { type Field, InvalidValue, refined, withProperty } from '../../../shared/fields/field';
import { optionsField } from '../../../shared/fields/options';
import { stringField } from '../../../shared/fields/string';
import { asText, isBlank, unwrapJson } from '../../../shared/fields/values';
import { configurationId as anyConfigurationId } from '../../../shared/parameters/ids';

/** Limits and patterns in this file: Twilio OpenAPI document, requests of configurations. */
const NAME = /^[a-zA-Z0-9-_ ]+$/;
const SERVICE_SID = /^IS[0-9a-f]{32}$/;

export const configurationId = withProperty(anyConfigurationId, {
	description: 'The configuration to work with',
});

export const displayName = refined(
	stringField('displayName', 'Display Name', {
		maxLength: 32,
		placeholder: 'e.g. Support',
		description:
			'Name that no other configuration has: up to 32 letters, digits, spaces, dashes and underscores',
	}),
	(entered) => {
		if (entered === undefined || NAME.test(entered)) return entered;
		throw new InvalidValue(
			'has other characters than letters, digits, spaces, dashes and underscores',
		);
	},
);

export const description = stringField('description', 'Description', {
	maxLength: 512,
	placeholder: 'e.g. Customer support by SMS',
	description: 'What the configuration is for, up to 512 characters',
});

/** Labels follow the API's values; the descriptions are from twilio 6.2. */
const GROUPINGS: INodePropertyOptions[] = [
	{
		name: 'Participant Addresses',
		value: 'GROUP_BY_PARTICIPANT_ADDRESSES',
		description: 'One conversation for the same addresses, across channels',
	},
	{
		name: 'Participant Addresses and Channel',
		value: 'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE',
		description: 'One conversation for the same addresses on the same channel',
	},
	{
		name: 'Profile',
		value: 'GROUP_BY_PROFILE',
		description: 'One conversation for the same customer profile, whatever address it uses',
	},
];

export const conversationGroupingType = optionsField(
	'conversationGroupingType',
	'Conversation Grouping Type',
	GROUPINGS,
	{
		initial: 'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE',
		description:
			'What belongs to one conversation. Twilio keeps the type that the configuration was created with.',
	},
);

export const memoryStoreId = stringField('memoryStoreId', 'Memory Store ID', {
	trimmed: true,
	placeholder: 'e.g. mem_store_01k1etk2y5f1y9fpe2epfdtvv2',
	description: 'Memory store that customer profiles are looked up in',
});

export const memoryExtractionEnabled = booleanField(
	'memoryExtractionEnabled',
	'Memory Extraction Enabled',
	true,
	{ description: 'Whether memories are extracted from conversations under this configuration' },
);

const service = stringField('conversationsV1Bridge', 'V1 Service SID', {
	placeholder: 'e.g. ISxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
	description: 'Service of the Conversations V1 API that messages are routed through',
});

/**
 * The bridge has a single member, so one input is enough. Records from Twilio hold it as an object.
 */
export const conversationsV1Bridge: Field<IDataObject | undefined, 'conversationsV1Bridge'> = {
	...service,
	parse: (value) => {
		const entered = unwrapJson(value);
		if (isBlank(entered)) return undefined;
		const bridge = isRecord(entered) ? entered : { serviceId: asText(entered).trim() };
		const serviceId = String(bridge.serviceId ?? '');
		if (!SERVICE_SID.test(serviceId)) {
			throw new InvalidValue(
				`is no SID of a service: "${serviceId}"`,
				'Enter IS and 32 digits or small letters from a to f.',
			);
		}
		return bridge;
	},
};
