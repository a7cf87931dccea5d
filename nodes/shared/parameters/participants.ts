import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { type Field } from '../fields/field';
import { fixedCollectionListField } from '../fields/fixedCollection';
import { optionsField } from '../fields/options';
import { stringField } from '../fields/string';
import { addresses } from './addresses';

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
	placeholder: 'e.g. mem_profile_01k1etx3jbfx88476ccja0889d',
	description: 'Profile of the customer in the memory store',
});

export const participantType = optionsField('type', 'Type', PARTICIPANT_TYPES, {
	initial: 'CUSTOMER',
	description: 'What the participant is',
});

/** Twilio API reference, create conversation: at most 50. */
const MAX_PARTICIPANTS = 50;

/** The participants of a new conversation. */
export const participants: Field<IDataObject[] | undefined, 'participants'> =
	fixedCollectionListField(
		'participants',
		'Participants',
		{
			label: 'Participant',
			max: MAX_PARTICIPANTS,
			fields: [addresses, participantName, profileId, participantType],
		},
		{ description: 'Who takes part, up to 50' },
	);
