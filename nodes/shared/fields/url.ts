import { type Field, InvalidValue, type Appearance } from './field';
import { requiredStringField, stringListField } from './string';

/** A required URL. */
export function requiredUrlField<Name extends string>(
	name: Name,
	displayName: string,
	appearance: Appearance,
): Field<string, Name> {
	const field = requiredStringField(name, displayName, { ...appearance, trimmed: true });
	return { ...field, parse: (value, context) => checked(field.parse(value, context)) };
}

/** URLs, separated by commas, or as a JSON list if one contains a comma. */
export function urlListField<Name extends string>(
	name: Name,
	displayName: string,
	appearance: Appearance,
): Field<string[] | undefined, Name> {
	const field = stringListField(name, displayName, appearance);
	return { ...field, parse: (value, context) => field.parse(value, context)?.map(checked) };
}

/** Checks only the syntax: whether a URL has to be public and https is Twilio's decision. */
function checked(url: string): string {
	if (/^https?:\/\/[^\s/]\S*$/.test(url)) return url;
	throw new InvalidValue(
		`is no URL: "${url}"`,
		'Enter the whole URL, e.g. https://example.com/path',
	);
}
