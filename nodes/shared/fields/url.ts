import { type Field, InvalidValue, type Appearance } from './field';
import { requiredStringField, stringListField } from './string';

/** A URL that has to be entered. */
export function requiredUrlField<Name extends string>(
	name: Name,
	displayName: string,
	appearance: Appearance,
): Field<string, Name> {
	const field = requiredStringField(name, displayName, { ...appearance, trimmed: true });
	return { ...field, parse: (value, context) => checked(field.parse(value, context)) };
}

/** URLs, separated by commas, or as a JSON list where one contains a comma. */
export function urlListField<Name extends string>(
	name: Name,
	displayName: string,
	appearance: Appearance,
): Field<string[] | undefined, Name> {
	const field = stringListField(name, displayName, appearance);
	return { ...field, parse: (value, context) => field.parse(value, context)?.map(checked) };
}

/** Checks the form alone: whether a URL is public and https is for Twilio to decide. */
function checked(url: string): string {
	if (/^https?:\/\/[^\s/]\S*$/.test(url)) return url;
	throw new InvalidValue(
		`is no URL: "${url}"`,
		'Enter the whole URL, e.g. https://example.com/path',
	);
}
