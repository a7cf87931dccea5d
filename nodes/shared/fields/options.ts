import type { INodePropertyOptions } from 'n8n-workflow';

import { InvalidValue, type Appearance, type OptionalField, type ReadContext } from './field';
import { asList, asText, isBlank } from './values';

/** A dropdown. An option with an empty value stands for none of the others. */
export function optionsField<Name extends string>(
	name: Name,
	displayName: string,
	options: INodePropertyOptions[],
	appearance: Appearance & { initial?: string } = {},
): OptionalField<string, Name> {
	const { initial = options[0].value, ...rest } = appearance;
	return {
		name,
		property: { displayName, name, type: 'options', options, default: initial, ...rest },
		parse: (value, context) => {
			if (!isBlank(value)) return oneOf(options, value, context);
			// In a form, a blank is that empty option, or a cell that was not filled in.
			if (!context.isJson || value !== '' || options.some((option) => option.value === '')) return;
			throw new InvalidValue('is empty', 'Enter a value, or leave it out.');
		},
	};
}

/** A dropdown with multiple choices; as text, separated by commas. */
export function multiOptionsField<Name extends string>(
	name: Name,
	displayName: string,
	options: INodePropertyOptions[],
	{ initial = [], ...appearance }: Appearance & { initial?: string[] } = {},
): OptionalField<string[], Name> {
	return {
		name,
		property: {
			displayName,
			name,
			type: 'multiOptions',
			options,
			default: [...initial],
			...appearance,
		},
		parse: (value, context) => {
			const words = asList(value);
			return words.length > 0 ? words.map((word) => oneOf(options, word, context)) : undefined;
		},
	};
}

/**
 * Ignores case, because models and expressions write either. JSON may have a value of the API that
 * this package does not know yet.
 */
function oneOf(options: INodePropertyOptions[], value: unknown, { isJson }: ReadContext): string {
	const entered = asText(value).trim();
	const word = entered.toUpperCase();
	const words = options
		.map((option) => String(option.value))
		.filter((candidate) => candidate !== '');
	const found = words.find((candidate) => candidate.toUpperCase() === word);
	if (found !== undefined) return found;
	if (isJson) return entered;
	throw new InvalidValue(`must be one of ${words.join(', ')}`);
}
