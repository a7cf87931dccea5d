import { type Field, InvalidValue } from './field';
import { isBlank } from './values';

/**
 * A field that has to say something wherever it is shown. An expression with a slip in it gives
 * nothing, which must not pass for a wish. (Fields that are added to a collection need no such mark.)
 */
export function notBlank<Value, Name extends string>(
	field: Field<Value, Name>,
): Field<Exclude<Value, undefined | null>, Name> {
	return {
		...field,
		parse: (value, context) => {
			const parsed = isBlank(value) ? undefined : field.parse(value, context);
			if (!isPresent(parsed)) throw new InvalidValue('is empty', 'Enter a value.');
			return parsed;
		},
	};
}

/** Makes a field one that has to be filled in, and marks it so in the editor. */
export function required<Value, Name extends string>(
	field: Field<Value, Name>,
): Field<Exclude<Value, undefined | null>, Name> {
	return notBlank({ ...field, property: { ...field.property, required: true } });
}

function isPresent<Value>(value: Value): value is Exclude<Value, undefined | null> {
	return value !== undefined && value !== null;
}
