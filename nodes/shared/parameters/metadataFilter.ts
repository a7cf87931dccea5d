import { at, type Field, InvalidValue, type ReadContext, refined } from '../fields/field';
import { fixedCollectionListField } from '../fields/fixedCollection';
import { optionsField } from '../fields/options';
import { asObject, readFields } from '../fields/reading';
import { requiredStringField, stringField } from '../fields/string';
import { editorRows, isBlank, unwrapJson } from '../fields/values';
import { isMetadataKey } from './metadata';

/** A metadata entry to look for. */
export interface WantedEntry {
	readonly key: string;
	/** Undefined accepts any value. */
	readonly value: string | undefined;
}

const cellsOf = (prefix: string) =>
	[
		refined(
			requiredStringField('key', `${prefix}Key`, {
				trimmed: true,
				placeholder: 'e.g. order.id',
				description: 'Key of the entry, in upper and lower case as it is at Twilio',
			}),
			asKey,
		),
		// A blank value may come from a mistyped expression, so "any value" has to be chosen explicitly.
		optionsField(
			'condition',
			'Condition',
			[
				{ name: 'Has This Value', value: 'equals' },
				{ name: 'Has Any Value', value: 'exists' },
			],
			{ description: 'What the entry has to have' },
		),
		stringField('value', `${prefix}Value`, {
			placeholder: 'e.g. 4711',
			description: 'The value to look for',
			displayOptions: { show: { condition: ['equals'] } },
		}),
	] as const;

/** @throws InvalidValue for what no entry has as its key, e.g. `keep = true`, so that nothing has it */
function asKey(entered: string): string {
	if (isMetadataKey(entered)) return entered;
	throw new InvalidValue(
		`can have letters, digits, dots, underscores and dashes alone: "${entered}"`,
		'Enter only the key here, e.g. keep, and what it has to be under Value.',
	);
}

/**
 * Metadata entries as a filter: rows, or a plain object in which null accepts any value.
 *
 * @param prefix of the labels in a row: the editor names a model's arguments by labels, so two filters
 *   with the same ones would share an argument
 * @throws InvalidValue when a value is blank and "any value" was not chosen
 */
export function metadataFilter<Name extends string>(
	name: Name,
	displayName: string,
	description: string,
	prefix = '',
): Field<WantedEntry[] | undefined, Name> {
	const cells = cellsOf(prefix);
	const row = { label: 'Entry', fields: cells };
	const { property } = fixedCollectionListField(name, displayName, row, { description });
	return {
		name,
		property,
		parse: (entered, context) => {
			const value = unwrapJson(entered);
			if (isBlank(value)) return undefined;
			const entries = rowsOf(value).map((one, index) =>
				at(`Entry ${index + 1}`, () => readEntry(cells, one, context)),
			);
			return entries.length > 0 ? entries : undefined;
		},
	};
}

function rowsOf(value: unknown): unknown[] {
	const rows = Array.isArray(value) ? value : editorRows(value);
	if (rows !== undefined) return rows;
	return Object.entries(asObject(value)).map(([key, wanted]) =>
		wanted === null ? { key, condition: 'exists' } : { key, value: wanted },
	);
}

function readEntry(
	cells: ReturnType<typeof cellsOf>,
	entered: unknown,
	context: ReadContext,
): WantedEntry {
	const row = asObject(entered);
	const { key, condition, value } = readFields(cells, row, context);
	// Without a condition and without a cell for the value, only the key is tested.
	const isAny = condition === 'exists' || (condition === undefined && !('value' in row));
	if (!isAny && typeof value !== 'string') {
		throw new InvalidValue('is empty', "Enter a value, or choose 'Has Any Value'.", [
			cells[2].property.displayName,
		]);
	}
	return { key: String(key), value: isAny ? undefined : String(value) };
}
