import type { Field } from './field';
import { filled } from './presence';

/**
 * A filter that was added has to say something: without the filter a clean-up would close or delete
 * everything.
 */
export function filter<Value, Name extends string>(
	field: Field<Value, Name>,
): Field<Exclude<Value, undefined | null>, Name> {
	return filled(
		field,
		'Enter a value, or remove the filter. Without it, more would match than you want.',
	);
}
