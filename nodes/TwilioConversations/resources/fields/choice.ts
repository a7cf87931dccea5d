import type { INodePropertyOptions } from 'n8n-workflow';

import { InvalidValue, type Look, type Plain } from './field';
import { asList, asText, isBlank } from './values';

/**
 * One of a few words of the API, written as the API writes them; an option with an empty value
 * stands for none of them.
 */
export function choice<Name extends string>(
	name: Name,
	displayName: string,
	options: INodePropertyOptions[],
	look: Look & { initial?: string } = {},
): Plain<string, Name, undefined> {
	const { initial = options[0].value, ...rest } = look;
	return {
		name,
		property: { displayName, name, type: 'options', options, default: initial, ...rest },
		parse: (value) => (isBlank(value) ? undefined : oneOf(options, value)),
	};
}

/** Several of a few words of the API. */
export function choices<Name extends string>(
	name: Name,
	displayName: string,
	options: INodePropertyOptions[],
	look: Look = {},
): Plain<string[], Name, undefined> {
	return {
		name,
		property: { displayName, name, type: 'multiOptions', options, default: [], ...look },
		parse: (value) => {
			const words = asList(value);
			return words.length > 0 ? words.map((word) => oneOf(options, word)) : undefined;
		},
	};
}

/** Upper or lower case does not matter: models and expressions write both. */
function oneOf(options: INodePropertyOptions[], value: unknown): string {
	const word = asText(value).trim().toUpperCase();
	const words = options
		.map((option) => String(option.value))
		.filter((candidate) => candidate !== '');
	const found = words.find((candidate) => candidate.toUpperCase() === word);
	if (found === undefined) throw new InvalidValue(`must be one of ${words.join(', ')}`);
	return found;
}
