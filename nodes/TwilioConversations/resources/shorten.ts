import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { withProperty } from '../../shared/fields/field';
import { multiOptionsField, optionsField } from '../../shared/fields/options';
import { simplify } from '../../shared/parameters/simplify';

/** Makes a record short: every field is there whatever the record has. */
type Simplified = (record: IDataObject) => IDataObject;

/** What the user chose to get of a record. */
export interface OutputChoice {
	readonly simplify: boolean;
	readonly outputMode: string | undefined;
	readonly outputFields: string[] | undefined;
}

/** What a next step needs to work on the record, so it is there whatever is selected. */
const ALWAYS = ['id', 'conversationId'];

const outputMode = optionsField(
	'outputMode',
	'Output',
	[
		{ name: 'Raw', value: 'raw', description: 'All fields, as Twilio sends them' },
		{ name: 'Selected Fields', value: 'selectedFields', description: 'The ID and what you choose' },
		{ name: 'Simplified', value: 'simplified', description: 'The fields that are needed most' },
	],
	{
		initial: 'simplified',
		// The more a model reads, the sooner its context is full, so this is for the user to decide.
		noDataExpression: true,
		description: 'What the model gets to read of each record',
		displayOptions: { show: { '@tool': [true] } },
	},
);

/**
 * The parameters that say what is returned of a record. For a step of a workflow that is 'Simplify'.
 * For a tool of a model n8n asks for 'Output' instead (UX guidelines, AI tool nodes); n8n shows the
 * one or the other, and the one that is not shown has its default.
 *
 * @param simplified whose fields can be selected
 */
export function recordOutput(simplified: Simplified) {
	return [
		withProperty(simplify, { displayOptions: { hide: { '@tool': [true] } } }),
		outputMode,
		multiOptionsField('outputFields', 'Fields', choicesOf(Object.keys(simplified({}))), {
			description: 'The fields to add to the output, besides the ID',
			displayOptions: { show: { '@tool': [true], outputMode: ['selectedFields'] } },
		}),
	] as const;
}

/** Whether a record is returned as Twilio sent it. */
export function isRaw({ simplify: isSimplified, outputMode: mode }: OutputChoice): boolean {
	return !isSimplified || mode === 'raw';
}

/** What the user chose to get of a record. It keeps every ID that later steps may need. */
export function shorten(
	record: IDataObject,
	choice: OutputChoice,
	simplified: Simplified,
): IDataObject {
	if (isRaw(choice)) return record;
	const short = simplified(record);
	if (choice.outputMode !== 'selectedFields') return short;
	const wanted = [...ALWAYS, ...(choice.outputFields ?? [])];
	return Object.fromEntries(Object.entries(short).filter(([name]) => wanted.includes(name)));
}

function choicesOf(names: readonly string[]): INodePropertyOptions[] {
	return names
		.filter((name) => !ALWAYS.includes(name))
		.map((name) => ({ name: labelOf(name), value: name }))
		.sort((a, b) => a.name.localeCompare(b.name));
}

/** @returns e.g. `Configuration ID` for `configurationId` */
function labelOf(name: string): string {
	const words = name.replace(/[A-Z]/g, (capital) => ` ${capital}`);
	return `${words.charAt(0).toUpperCase()}${words.slice(1)}`.replace(/\bId(s?)\b/g, 'ID$1');
}
