import { type Field, InvalidValue, type Look, type Plain } from './field';
import { required } from './required';
import { asList, asText, characters, isBlank, unwrapJson } from './values';

interface TextRules {
	/** In characters (code points), where Twilio has a limit. */
	readonly maxLength?: number;
	/** Whether blanks and newlines around it are a slip: IDs, SIDs, keys and URLs have none. */
	readonly trimmed?: boolean;
}

/** Text that may be left out. */
export function text<Name extends string>(
	name: Name,
	displayName: string,
	{ maxLength = Infinity, trimmed = false, ...look }: Look & TextRules = {},
): Plain<string, Name, undefined> {
	return {
		name,
		property: { displayName, name, type: 'string', default: '', ...look },
		parse: (value, { isJson }) => {
			// JSON can say that a text is empty.
			const isMeant = isJson && typeof value === 'string' && !trimmed;
			if (isBlank(value) && !isMeant) return undefined;
			const entered = trimmed ? asText(value).trim() : asText(value);
			const length = characters(entered);
			if (length > maxLength) {
				throw new InvalidValue(`has ${length} characters, the most is ${maxLength}`);
			}
			return entered;
		},
	};
}

/** Text that has to be there. */
export function requiredText<Name extends string>(
	name: Name,
	displayName: string,
	look: Look & TextRules = {},
): Field<string, Name> {
	return required(text(name, displayName, look));
}

/** Several IDs, URLs or keys, separated by commas. In JSON, an empty list is one. */
export function textList<Name extends string>(
	name: Name,
	displayName: string,
	{ max, ...look }: Look & { max?: number },
): Plain<string[], Name, undefined> {
	return {
		name,
		property: { displayName, name, type: 'string', default: '', ...look },
		parse: (value, { isJson }) => {
			const texts = asList(value)
				.map((part) => asText(part).trim())
				.filter((part) => part !== '');
			if (max !== undefined && texts.length > max) {
				throw new InvalidValue(`has ${texts.length} values, the most is ${max}`);
			}
			const isMeant = isJson && Array.isArray(unwrapJson(value));
			return texts.length > 0 || isMeant ? texts : undefined;
		},
	};
}
