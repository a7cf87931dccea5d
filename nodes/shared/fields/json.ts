import type { IDataObject } from 'n8n-workflow';

import { asObject } from './reading';
import type { Look, Plain } from './field';
import { isBlank } from './values';

/** An object that only the API knows, entered as JSON, and sent as it is. */
export function jsonObject<Name extends string>(
	name: Name,
	displayName: string,
	example: string,
	look: Look = {},
): Plain<IDataObject, Name, undefined> {
	return {
		name,
		property: {
			displayName,
			name,
			type: 'json',
			default: '',
			placeholder: `e.g. ${example}`,
			...look,
		},
		parse: (value) => (isBlank(value) ? undefined : asObject(value)),
	};
}
