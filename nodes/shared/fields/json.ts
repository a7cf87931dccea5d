import type { IDataObject } from 'n8n-workflow';

import type { Appearance, OptionalField } from './field';
import { asObject } from './reading';
import { isBlank } from './values';

/** An object entered as JSON and sent unchanged, because only the API knows what belongs in it. */
export function jsonField<Name extends string>(
	name: Name,
	displayName: string,
	example: string,
	appearance: Appearance = {},
): OptionalField<IDataObject, Name> {
	return {
		name,
		property: {
			displayName,
			name,
			type: 'json',
			default: '',
			placeholder: `e.g. ${example}`,
			...appearance,
		},
		parse: (value) => (isBlank(value) ? undefined : asObject(value)),
	};
}
