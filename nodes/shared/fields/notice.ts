import type { Field } from './field';

/** A sentence on the form, for what must not be overlooked. Nothing is entered. */
export function noticeField<Name extends string>(
	name: Name,
	sentence: string,
	appearance: Partial<Pick<Field['property'], 'displayOptions'>> = {},
): Field<undefined, Name> {
	return {
		name,
		property: { displayName: sentence, name, type: 'notice', default: '', ...appearance },
		parse: () => undefined,
	};
}
