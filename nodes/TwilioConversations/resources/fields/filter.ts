import { type Field, InvalidValue } from './field';

/**
 * A filter that was added has to say something. An expression with a slip in it gives nothing, and
 * without the filter a clean-up would close or delete everything.
 */
export function filter<Value, Name extends string>({
	name,
	property,
	parse,
}: Field<Value | undefined, Name>): Field<Value, Name> {
	return {
		name,
		property,
		parse: (value, scope) => {
			const parsed = parse(value, scope);
			if (parsed !== undefined) return parsed;
			throw new InvalidValue(
				'is empty',
				'Enter a value, or remove the filter. Without it, more would match than you want.',
			);
		},
	};
}
