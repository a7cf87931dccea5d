import type { INodeProperties } from 'n8n-workflow';

import { type Field, type ValuesOf, InvalidValue } from './field';
import { type BlankRule, asObject, readAdded } from './reading';
import { isBlank } from './values';

/** The values of a collection by name, without the fields that were not added. */
export type CollectionValues<Fields extends readonly Field[]> = Partial<ValuesOf<Fields>>;

/** The way out where a field that was added is blank. */
export const ENTER_OR_REMOVE = 'Enter a value, or remove the field.';

/** Rules for the fields that were added to a collection. */
interface Rules extends Partial<BlankRule> {
	readonly atLeastOne?: boolean;
}

/**
 * Fields that the user adds one by one: "Additional Fields", "Options", "Filters". A field that was
 * added and left blank is a mistake, so it is refused. So is a value that is set twice, as fields
 * and as JSON.
 */
export function collectionField<Name extends string, const Fields extends readonly Field[]>(
	name: Name,
	displayName: string,
	fields: Fields,
	appearance: Partial<INodeProperties> & Rules = {},
): Field<CollectionValues<Fields>, Name> {
	const {
		atLeastOne = false,
		whenBlank = () => ENTER_OR_REMOVE,
		alsoInToolCalls,
		...rest
	} = appearance;
	return {
		name,
		property: {
			displayName,
			name,
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: sorted(fields.map(({ property }) => property)),
			...rest,
		},
		parse: (value, context) => {
			const entered = asObject(isBlank(value) ? {} : value);
			const values = readAdded(fields, entered, context, { whenBlank, alsoInToolCalls });
			if (atLeastOne && Object.keys(values).length === 0) {
				throw new InvalidValue('has nothing in it', 'Add at least one field to change.');
			}
			// `readAdded` returns each field's own type under its own name, which TypeScript cannot
			// express.
			return values as CollectionValues<Fields>;
		},
	};
}

function sorted(properties: INodeProperties[]): INodeProperties[] {
	return [...properties].sort((a, b) => a.displayName.localeCompare(b.displayName));
}
