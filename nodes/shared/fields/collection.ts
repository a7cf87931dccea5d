import type { IDataObject, INodeProperties, NodeParameterValueType } from 'n8n-workflow';

import { type Field, type ValuesOf, InvalidValue } from './field';
import { type BlankRule, asObject, readAdded, readFields } from './reading';
import { isBlank, unwrapJson } from './values';

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

/**
 * Fields that belong together and are all on the form from the start, e.g. the sender of a message. A
 * collection, because n8n-workflow 2.41 cannot resolve the default of a fixed collection with one value.
 */
export function openCollectionField<Name extends string>(
	name: Name,
	displayName: string,
	fields: readonly Field[],
	appearance: Partial<INodeProperties>,
): Field<IDataObject | undefined, Name> {
	const { property: collection } = collectionField(name, displayName, fields);
	return {
		name,
		property: {
			...collection,
			default: Object.fromEntries(
				fields.map(({ property }) => [property.name, initialOf(property)]),
			),
			// n8n-workflow 2.41 asks for what is required in a collection also where it is not shown.
			options: fields.map(({ property }) => ({ ...property, required: undefined })),
			...appearance,
		},
		// Nobody has added these fields, so that a blank one means that nothing was entered.
		parse: (value, context) => {
			const given = unwrapJson(value);
			const entered = isBlank(given) ? {} : asObject(given);
			if (Object.keys(entered).length === 0) return undefined;
			const read = readFields(fields, entered, context);
			return Object.keys(read).length > 0 ? read : undefined;
		},
	};
}

/** n8n marks a locator when it fills in its default, but not within the default of a collection. */
function initialOf({ type, default: initial }: INodeProperties): NodeParameterValueType {
	if (type !== 'resourceLocator' || typeof initial !== 'object') return initial;
	return { __rl: true, ...initial };
}
