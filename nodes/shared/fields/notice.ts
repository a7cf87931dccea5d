import type { Field } from './field';

/** A notice on the form that the user must not overlook. It has no value. */
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
