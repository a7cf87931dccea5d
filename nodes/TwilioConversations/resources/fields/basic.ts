import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { tryToParseDateTime } from 'n8n-workflow';

import { type Field, InvalidValue, isBlank, unwrapJson } from './field';

/** What the editor shows besides the label. */
type Look = Partial<
	Pick<
		INodeProperties,
		'description' | 'displayOptions' | 'hint' | 'placeholder' | 'required' | 'typeOptions'
	>
>;

/** A parameter of one plain value. `Empty` is what it becomes when nothing was entered. */
type Plain<Value, Name extends string, Empty> = Field<Value | Empty, Name>;

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

/** Whether something is so. */
export function flag<Name extends string>(
	name: Name,
	displayName: string,
	initial: boolean,
	look: Look,
): Field<boolean, Name> {
	return {
		name,
		property: { displayName, name, type: 'boolean', default: initial, ...look },
		parse: (value) => {
			if (isBlank(value)) return initial;
			if (typeof value === 'boolean') return value;
			const word = String(value).toLowerCase();
			if (word !== 'true' && word !== 'false') throw new InvalidValue('must be true or false');
			return word === 'true';
		},
	};
}

/** A whole number from `min` to `max`. */
export function count<Name extends string>(
	name: Name,
	displayName: string,
	initial: number,
	{ min, max = Number.MAX_SAFE_INTEGER, ...look }: Look & { min: number; max?: number },
): Field<number, Name> {
	return {
		name,
		property: {
			displayName,
			name,
			type: 'number',
			typeOptions: { minValue: min },
			default: initial,
			...look,
		},
		parse: (value) => {
			const number = isBlank(value) ? initial : Number(value);
			if (!Number.isInteger(number)) throw new InvalidValue('must be a whole number');
			if (number < min) throw new InvalidValue(`must be at least ${min}`);
			if (number > max) throw new InvalidValue(`must be at most ${max}`);
			return number;
		},
	};
}

/** One of a few words of the API, written as the API writes them. */
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
			const texts = asList(value).map(asText);
			if (max !== undefined && texts.length > max) {
				throw new InvalidValue(`has ${texts.length} values, the most is ${max}`);
			}
			return texts.length > 0 ? texts : undefined;
		},
	};
}

/** A moment; a date without a time zone is one in the workflow's. */
export function moment<Name extends string>(
	name: Name,
	displayName: string,
	look: Look = {},
): Plain<Date, Name, undefined> {
	return {
		name,
		property: { displayName, name, type: 'dateTime', default: '', ...look },
		parse: (value, { timezone }) => (isBlank(value) ? undefined : asDate(value, timezone)),
	};
}

function asDate(value: unknown, timezone: string): Date {
	try {
		return tryToParseDateTime(value, timezone).toJSDate();
	} catch {
		throw new InvalidValue(`is no date: "${String(value)}"`, 'e.g. 2026-01-31T09:00:00Z');
	}
}

function asText(value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	throw new InvalidValue('must be text');
}

function asList(value: unknown): unknown[] {
	if (isBlank(value)) return [];
	const list = unwrapJson(value);
	if (Array.isArray(list)) return list;
	return asText(list)
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '');
}

/** Upper or lower case does not matter: models and expressions write both. */
function oneOf(options: INodePropertyOptions[], value: unknown): string {
	const word = asText(value).trim().toUpperCase();
	const words = options.map((option) => String(option.value));
	const found = words.find((candidate) => candidate.toUpperCase() === word);
	if (found === undefined) throw new InvalidValue(`must be one of ${words.join(', ')}`);
	return found;
}
