import { booleanField } from '../../../../shared/fields/boolean';
import type { CollectionValues } from '../../../../shared/fields/collection';
import { relativeDateTimeField } from '../../../../shared/fields/relativeDateTime';
import { integerField } from '../../../../shared/fields/number';
import { multiOptionsField, optionsField } from '../../../../shared/fields/options';
import { optionsCollection } from '../../../../shared/parameters/commonOptions';
import { PARTICIPANT_TYPES } from '../../../../shared/parameters/participants';

/** Leaves room for the note about what was cut, and for the author of the last message. */
const LEAST_CHARACTERS = 200;

const fields = [
	booleanField('joinVoiceTurns', 'Join Voice Turns', true, {
		description:
			'Whether what one person says in a call without another in between becomes one message. Twilio records a call in fragments.',
	}),
	integerField('lastMessages', 'Last Messages', 50, {
		min: 1,
		description: 'Only so many messages, the newest ones',
	}),
	multiOptionsField('leaveOutTypes', 'Leave Out Types', PARTICIPANT_TYPES, {
		description: 'Leave out the messages of participants of these types',
	}),
	integerField('maxCharacters', 'Max Characters', 8000, {
		min: LEAST_CHARACTERS,
		description:
			'How long the text may be, e.g. for an AI model. The oldest messages are left out of the item then, and the text says how many. A file has all of them.',
	}),
	optionsField(
		'outputFile',
		'Output File',
		[
			{ name: 'CSV', value: 'csv', description: 'One row for each message' },
			{ name: 'JSON', value: 'json', description: 'All but the text' },
			{ name: 'None', value: 'none', description: 'No file' },
			{ name: 'Text', value: 'txt', description: 'The lines of the text' },
		],
		{
			initial: 'txt',
			description: "Add the transcript as a file, in the item's binary field 'data'",
		},
	),
	relativeDateTimeField('since', 'Since', {
		description: 'Only messages that occurred at this moment or later',
	}),
] as const;

export const options = optionsCollection(...fields);

export type TranscriptOptions = CollectionValues<typeof fields>;
