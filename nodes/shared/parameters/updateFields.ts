import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { collectionField, type CollectionValues, ENTER_OR_REMOVE } from '../fields/collection';
import { type Field, InvalidValue } from '../fields/field';
import { multiOptionsField } from '../fields/options';
import { asObject } from '../fields/reading';
import { isBlank } from '../fields/values';

/** Fields with their new values, and null for those to clear. */
type Changes<Fields extends readonly Field[]> = {
	[Name in keyof CollectionValues<Fields>]: CollectionValues<Fields>[Name] | null;
};

interface Rules {
	readonly atLeastOne?: boolean;
	readonly replaces?: boolean;
	readonly hints?: Readonly<Record<string, string>>;
}

/**
 * The "Update Fields" of an operation. Fields are cleared by choosing them in "Fields to Clear",
 * never by a blank: a mistyped expression yields one as well.
 *
 * @param fields that can be set
 * @param clears names of those that the API can clear
 * @param replaces whether the API clears whatever is left out. A blank from a model is refused then:
 *   it would clear the field, which nobody has asked for
 * @param hints further hints about a blank field, by the field's name
 */
export function updateFieldsCollection<const Fields extends readonly Field[]>(
	fields: Fields,
	clears: ReadonlyArray<Fields[number]['name']>,
	{ hints = {}, replaces = false, ...rules }: Rules = {},
): Field<Changes<Fields>, 'updateFields'> {
	const labelOf = (name: string) =>
		fields.find((field) => field.name === name)?.property.displayName ?? name;
	const options: INodePropertyOptions[] = clears
		.map((name) => ({ name: labelOf(name), value: name }))
		.sort((a, b) => a.name.localeCompare(b.name));
	const clearFields = multiOptionsField('clearFields', 'Fields to Clear', options, {
		description: 'Fields that lose their value at Twilio. Leaving a field empty clears nothing.',
		hint: 'They lose their value at Twilio',
	});
	const isClearable = (name: string) => options.some(({ value }) => value === name);
	const all = collectionField('updateFields', 'Update Fields', [...fields, clearFields], {
		...rules,
		whenBlank: (name) =>
			[
				ENTER_OR_REMOVE,
				isClearable(name) && "To clear it, choose it in 'Fields to Clear'.",
				hints[name],
			]
				.filter((part) => typeof part === 'string')
				.join(' '),
	});
	return {
		...all,
		parse: (value, context) => {
			// Each value has the type of its own field, as `Changes` declares.
			const read = all.parse(value, context) as IDataObject & { clearFields?: string[] };
			const { clearFields: cleared = [], ...set } = read;
			for (const name of cleared) {
				if (!(name in set)) continue;
				throw new InvalidValue(
					"is also in 'Fields to Clear'",
					"Enter a value, or choose it in 'Fields to Clear', not both.",
					[labelOf(name)],
				);
			}
			if (replaces && context.isToolCall) {
				refuseLost(fields, isBlank(value) ? {} : asObject(value), read, cleared);
			}
			const nulls = Object.fromEntries(cleared.map((name) => [name, null]));
			return { ...set, ...nulls } as Changes<Fields>;
		},
	};
}

/** @throws InvalidValue when a field that a model was asked for is blank, and was not chosen to clear */
function refuseLost(
	fields: readonly Field[],
	entered: IDataObject,
	read: IDataObject,
	cleared: readonly string[],
): void {
	const lost = fields.find(
		({ name, property }) => property.name in entered && !(name in read) && !cleared.includes(name),
	);
	if (lost === undefined) return;
	throw new InvalidValue(
		'is empty',
		"It would be cleared. Enter a value, or choose it in 'Fields to Clear'.",
		[lost.property.displayName],
	);
}
