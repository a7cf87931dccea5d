import type { INodeProperties } from 'n8n-workflow';

import { type Field, InvalidValue } from './field';
import { isBlank, unwrapJson } from './values';

/**
 * A second way to enter a field: as JSON. It is read and checked by the field itself, but may say
 * more than a form can: nulls, empty lists, and words that the API may have and we do not know.
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

/** JSON text of null for the whole: no more than a blank, which clears nothing. */
function isNull(value: unknown): boolean {
	return typeof value === 'string' && value.trim() === 'null';
}

/**
 * What was entered in one of two places: in the field itself, or as JSON among the other fields.
 *
 * @throws InvalidValue when it was entered in both, or in none
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
