import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Appearance, OptionalField } from './field';
import { asObject } from './reading';
import { isBlank } from './values';

/**
 * How JSON is entered. The example is a hint too, because n8n 2.41 shows no placeholder in its editor for
 * JSON.
 */
export function jsonProperty(
	name: string,
	displayName: string,
	example: string,
	{ hint, ...appearance }: Partial<INodeProperties>,
): INodeProperties {
	const placeholder = `e.g. ${example}`;
	return {
		...{ displayName, name, type: 'json', default: '', placeholder },
		hint: hint === undefined ? placeholder : `${hint}; ${placeholder}`,
		...appearance,
	};
}

/** An object entered as JSON and sent unchanged, because only the API knows what belongs in it. */
export function jsonField<Name extends string>(
	name: Name,
	displayName: string,
	example: string,
	appearance: Appearance = {},
): OptionalField<IDataObject, Name> {
	return {
		name,
		property: jsonProperty(name, displayName, example, appearance),
		parse: (value) => (isBlank(value) ? undefined : asObject(value)),
	};
}
