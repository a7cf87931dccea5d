import type { INodeProperties } from 'n8n-workflow';

import { type Field, InvalidValue } from './field';
import { isBlank, unwrapJson } from './values';

/**
 * A second parameter for the same value, entered as JSON: "Addresses (JSON)". The field parses and
 * checks it, but JSON can say more than a form: nulls, empty lists, and values of the API that this
 * package does not know.
 */
export function asJson<Value, Name extends string>(
	field: Field<Value, Name>,
	example: string,
	appearance: Partial<INodeProperties> = {},
): Field<Value, Name> {
	const { property, parse } = field;
	return {
		...field,
		property: {
			displayName: `${property.displayName} (JSON)`,
			name: `${field.name}Json`,
			type: 'json',
			default: '',
			placeholder: `e.g. ${example}`,
			...appearance,
		},
		parse: (value, context) => {
			const parsed = isNull(value) ? null : unwrapJson(value);
			if (typeof parsed === 'string' && !isBlank(parsed)) {
				throw new InvalidValue('is not valid JSON', `Enter JSON, e.g. ${example}`);
			}
			return parse(parsed, { ...context, isJson: true });
		},
	};
}

/** The text `null` as the whole value counts as blank, so it clears nothing. */
function isNull(value: unknown): boolean {
	return typeof value === 'string' && value.trim() === 'null';
}

/**
 * Returns the value from the field or from its JSON counterpart.
 *
 * @throws InvalidValue when both have a value, or neither has
 */
export function enteredOnce<Entry>(
	{ property: { displayName } }: Field,
	inFields: Entry[] | undefined,
	asJson: Entry[] | undefined,
): Entry[] {
	const entered = inFields ?? asJson ?? [];
	if (inFields !== undefined && asJson !== undefined) {
		throw new InvalidValue(`sets the same as ${displayName} (JSON)`, 'Use one of them.', [
			displayName,
		]);
	}
	if (entered.length === 0) {
		throw new InvalidValue('is empty', `Add one, or use '${displayName} (JSON)'.`, [displayName]);
	}
	return entered;
}
