import type { INodePropertyOptions } from 'n8n-workflow';

import { asJson, byFields } from '../fields/asJson';
import { fixedCollectionListField, untouchedIsNone, withFirstRow } from '../fields/fixedCollection';
import { optionsField } from '../fields/options';
import { stringField } from '../fields/string';
import { addressRows } from './addresses';

/** The participant types in Twilio's v2 reference. */
export const PARTICIPANT_TYPES: INodePropertyOptions[] = [
	{ name: 'Agent', value: 'AGENT' },
	{ name: 'AI Agent', value: 'AI_AGENT' },
	{ name: 'Customer', value: 'CUSTOMER' },
	{ name: 'Human Agent', value: 'HUMAN_AGENT' },
	{ name: 'Unknown', value: 'UNKNOWN' },
];

export const participantName = stringField('name', 'Name', {
	placeholder: 'e.g. Nathan',
	description: 'Name of the participant as it is shown',
});

export const profileId = stringField('profileId', 'Profile ID', {
	trimmed: true,
	placeholder: 'e.g. mem_profile_01k1etx3…',
	description: 'Profile of the customer in the memory store',
});

export const participantType = optionsField('type', 'Type', PARTICIPANT_TYPES, {
	initial: 'CUSTOMER',
	description: 'What the participant is',
});

/** Twilio API reference, create conversation: at most 50. */
const MAX_PARTICIPANTS = 50;

const rows = fixedCollectionListField(
	'participants',
	'Participants',
	{
		label: 'Participant',
		max: MAX_PARTICIPANTS,
		fields: [participantType, participantName, addressRows],
		more: [profileId],
	},
	{
		description: 'Who takes part, up to 50',
	},
);

/** The participants that a conversation is created with. */
export const participants = byFields(
	untouchedIsNone(withFirstRow(rows, { addresses: { values: [{}] } })),
);

export const participantsJson = asJson(
	rows,
	'[{ "addresses": [{ "channel": "SMS", "address": "+15017122661" }] }]',
	{ description: 'Who takes part, as a list of objects as the API takes them, up to 50' },
);
