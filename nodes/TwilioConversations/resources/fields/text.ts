import { type Field, InvalidValue, type Look, type Plain } from './field';
import { clearable, required } from './presence';
import { asList, asText, isBlank } from './values';

/** Text that may be left out. */
export function text<Name extends string>(
	name: Name,
	displayName: string,
	{ maxLength = Infinity, ...look }: Look & { maxLength?: number } = {},
): Plain<string, Name, undefined> {
	return {
		name,
		property: { displayName, name, type: 'string', default: '', ...look },
		parse: (value) => {
			if (isBlank(value)) return undefined;
			const entered = asText(value);
			if (entered.length > maxLength) {
				throw new InvalidValue(`has ${entered.length} characters, the most is ${maxLength}`);
			}
			return entered;
		},
	};
}

/** Text that is removed by leaving it empty. */
export function clearableText<Name extends string>(
	name: Name,
	displayName: string,
	look: Look = {},
): Plain<string, Name, null> {
	return clearable(text(name, displayName, look));
}

/** Text that has to be there. */
export function requiredText<Name extends string>(
	name: Name,
	displayName: string,
	look: Look = {},
): Field<string, Name> {
	return required(text(name, displayName, look));
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
