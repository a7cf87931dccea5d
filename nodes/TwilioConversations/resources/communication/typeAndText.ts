import { collectionField } from '../../../shared/fields/collection';
import { numberField, integerField } from '../../../shared/fields/number';
import { optionsField } from '../../../shared/fields/options';
import { required } from '../../../shared/fields/required';
import { requiredStringField, stringField } from '../../../shared/fields/string';

export const type = required(
	optionsField(
		'type',
		'Content Type',
		[
			{ name: 'Text', value: 'TEXT', description: 'A message' },
			{ name: 'Transcription', value: 'TRANSCRIPTION', description: 'What was said in a call' },
		],
		{ description: 'What kind of communication it was' },
	),
);

export const text = requiredStringField('text', 'Text', {
	placeholder: 'e.g. Where is my order?',
	description: 'What was written or said',
	typeOptions: { rows: 3 },
});

/** twilio 6.2, ContentTranscriptionTranscription. */
export const transcription = collectionField(
	'transcription',
	'Transcription Details',
	[
		integerField('channel', 'Audio Channel', 0, {
			min: 0,
			description: 'Which side of the call it was: 0 is inbound, 1 is outbound',
		}),
		numberField('confidence', 'Confidence', 1, {
			min: 0,
			max: 1,
			description: 'How sure the engine is of the text, from 0 to 1',
			typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 3 },
		}),
		stringField('engine', 'Engine', {
			placeholder: 'e.g. google',
			description: 'What made the transcription',
		}),
	],
	{
		description: 'How the text was made',
		displayOptions: { show: { type: ['TRANSCRIPTION'] } },
	},
);
