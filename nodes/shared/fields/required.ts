import { type Field, InvalidValue } from './field';
import { isBlank } from './values';

/**
 * Refuses a blank, which is what a mistyped expression yields. The editor does not mark it as
 * required: see `required`. Collections refuse blanks themselves, so their fields do not need this.
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

/** Refuses a blank, and marks the field as required in the editor. */
export function required<Value, Name extends string>(
	field: Field<Value, Name>,
): Field<Exclude<Value, undefined | null>, Name> {
	return notBlank({ ...field, property: { ...field.property, required: true } });
}

/** Refuses a list without an entry. */
export function atLeastOne<Entry, Name extends string>(
	field: Field<Entry[] | undefined, Name>,
): Field<Entry[], Name> {
	return {
		...field,
		parse: (value, context) => {
			const entries = field.parse(value, context) ?? [];
			if (entries.length === 0) throw new InvalidValue('is empty', 'Add at least one entry.');
			return entries;
		},
	};
}

function isPresent<Value>(value: Value): value is Exclude<Value, undefined | null> {
	return value !== undefined && value !== null;
}
