import { type Field, InvalidValue, type Look, type Plain } from './field';
import { asList, asText, isBlank } from './values';

/** Text that may be left out. */
export function text<Name extends string>(
	name: Name,
	displayName: string,
	look: Look = {},
): Plain<string, Name, undefined> {
	return textOr(name, displayName, undefined, look);
}

/** Text whose absence is an order of its own: left empty, it is sent as null, which removes it. */
export function clearableText<Name extends string>(
	name: Name,
	displayName: string,
	look: Look = {},
): Plain<string, Name, null> {
	return textOr(name, displayName, null, look);
}

function textOr<Name extends string, Empty>(
	name: Name,
	displayName: string,
	empty: Empty,
	look: Look,
): Plain<string, Name, Empty> {
	return {
		name,
		property: { displayName, name, type: 'string', default: '', ...look },
		parse: (value) => (isBlank(value) ? empty : asText(value)),
	};
}

/** Text that has to be there. */
export function requiredText<Name extends string>(
	name: Name,
	displayName: string,
	look: Look = {},
): Field<string, Name> {
	return required(text(name, displayName, look));
}

/** Makes a field one that has to be filled in. */
export function required<Value, Name extends string>({
	name,
	property,
	parse,
}: Field<Value, Name>): Field<Exclude<Value, undefined | null>, Name> {
	return {
		name,
		property: { ...property, required: true },
		parse: (value, scope) => {
			const parsed = parse(value, scope);
			if (!isPresent(parsed)) throw new InvalidValue('is empty', 'Enter a value.');
			return parsed;
		},
	};
}

function isPresent<Value>(value: Value): value is Exclude<Value, undefined | null> {
	return value !== undefined && value !== null;
}

/** Several texts, separated by commas. */
export function textList<Name extends string>(
	name: Name,
	displayName: string,
	{ max, ...look }: Look & { max?: number },
): Plain<string[], Name, undefined> {
	return {
		name,
		property: { displayName, name, type: 'string', default: '', ...look },
		parse: (value) => {
			const texts = asList(value)
				.map((part) => asText(part).trim())
				.filter((part) => part !== '');
			if (max !== undefined && texts.length > max) {
				throw new InvalidValue(`has ${texts.length} values, the most is ${max}`);
			}
			return texts.length > 0 ? texts : undefined;
		},
	};
}
