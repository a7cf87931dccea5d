import { type Field, InvalidValue, type Look } from './field';
import { requiredText, textList } from './string';

/** A URL that has to be there. */
export function requiredUrl<Name extends string>(
	name: Name,
	displayName: string,
	look: Look,
): Field<string, Name> {
	const field = requiredText(name, displayName, { ...look, trimmed: true });
	return { ...field, parse: (value, scope) => checked(field.parse(value, scope)) };
}

/** Several URLs, separated by commas; as a JSON list where one has commas in it. */
export function urlList<Name extends string>(
	name: Name,
	displayName: string,
	look: Look,
): Field<string[] | undefined, Name> {
	const field = textList(name, displayName, look);
	return { ...field, parse: (value, scope) => field.parse(value, scope)?.map(checked) };
}

/** Only the form is checked: whether it is public, and https, is for Twilio to say. */
function checked(url: string): string {
	if (/^https?:\/\/[^\s/]\S*$/.test(url)) return url;
	throw new InvalidValue(
		`is no URL: "${url}"`,
		'Enter the whole URL, e.g. https://example.com/path',
	);
}
