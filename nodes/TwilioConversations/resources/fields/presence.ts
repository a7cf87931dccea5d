import { type Field, InvalidValue } from './field';
import { isBlank } from './values';

/**
 * A field of a collection that has to say something once it was added. An expression with a slip in
 * it gives nothing, which must not pass for a wish.
 *
 * @param hint what to do about an empty one
 */
export function filled<Value, Name extends string>(
	{ name, property, parse }: Field<Value, Name>,
	hint = 'Enter a value, or remove the field.',
): Field<Exclude<Value, undefined | null>, Name> {
	return {
		name,
		property,
		parse: (value, scope) => {
			const parsed = isBlank(value) ? undefined : parse(value, scope);
			if (!isPresent(parsed)) throw new InvalidValue('is empty', hint);
			return parsed;
		},
	};
}

/** Makes a field one that has to be filled in. */
export function required<Value, Name extends string>(
	field: Field<Value, Name>,
): Field<Exclude<Value, undefined | null>, Name> {
	return filled({ ...field, property: { ...field.property, required: true } }, 'Enter a value.');
}

/**
 * A field whose absence is an order of its own: left empty, it is sent as null, which removes it.
 *
 * @param note sentence that tells the user so, where the description does not
 */
export function clearable<Value, Name extends string>(
	{ name, property, parse }: Field<Value, Name>,
	note?: string,
): Field<Exclude<Value, undefined | null> | null, Name> {
	const described = note && `${property.description?.replace(/\.$/, '')}. ${note}`;
	return {
		name,
		property: { ...property, ...(described && { description: described }) },
		parse: (value, scope) => {
			const parsed = isBlank(value) ? null : parse(value, scope);
			return isPresent(parsed) ? parsed : null;
		},
	};
}

function isPresent<Value>(value: Value): value is Exclude<Value, undefined | null> {
	return value !== undefined && value !== null;
}
