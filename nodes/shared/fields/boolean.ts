import { type Appearance, type Field, InvalidValue } from './field';
import { isBlank, whenBlank } from './values';

/** A switch. In a form a blank means its default; JSON has to say true or false. */
export function booleanField<Name extends string>(
	name: Name,
	displayName: string,
	initial: boolean,
	appearance: Appearance,
): Field<boolean, Name> {
	return {
		name,
		property: {
			...{ displayName, name, type: 'boolean', default: false, ...appearance },
			default: initial,
		},
		parse: (value, context) => {
			if (isBlank(value)) return whenBlank(initial, context);
			if (typeof value === 'boolean') return value;
			const word = String(value).trim().toLowerCase();
			if (word !== 'true' && word !== 'false') throw new InvalidValue('must be true or false');
			return word === 'true';
		},
	};
}
