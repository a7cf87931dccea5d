import { type Field, InvalidValue, type Appearance, type OptionalField } from './field';
import { required } from './required';
import { asList, asText, characters, isBlank, unwrapJson } from './values';

interface StringRules {
	/** In code points, if Twilio has a limit. */
	readonly maxLength?: number;
	/** Strips surrounding white space, which IDs, SIDs, keys and URLs never have. */
	readonly trimmed?: boolean;
}

/** Optional text. */
export function stringField<Name extends string>(
	name: Name,
	displayName: string,
	{ maxLength = Infinity, trimmed = false, ...appearance }: Appearance & StringRules = {},
): OptionalField<string, Name> {
	return {
		name,
		property: { displayName, name, type: 'string', default: '', ...appearance },
		parse: (value, { isJson }) => {
			// In JSON, an empty text is intended.
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

/** Required text. */
export function requiredStringField<Name extends string>(
	name: Name,
	displayName: string,
	appearance: Appearance & StringRules = {},
): Field<string, Name> {
	return required(stringField(name, displayName, appearance));
}

/** IDs, URLs or keys, separated by commas. In JSON, an empty list is intended. */
export function stringListField<Name extends string>(
	name: Name,
	displayName: string,
	{ max, ...appearance }: Appearance & { max?: number },
): OptionalField<string[], Name> {
	return {
		name,
		property: { displayName, name, type: 'string', default: '', ...appearance },
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
