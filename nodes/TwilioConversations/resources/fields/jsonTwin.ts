import type { INodeProperties } from 'n8n-workflow';

import { type Field, InvalidValue } from './field';
import { isBlank, unwrapJson } from './values';

/** A second way to enter a field: as JSON. It is read and checked by the field itself. */
export function jsonTwin<Value, Name extends string>(
	{ name, property, parse }: Field<Value, Name>,
	example: string,
	look: Partial<INodeProperties> = {},
): Field<Value, Name> {
	return {
		name,
		property: {
			displayName: `${property.displayName} (JSON)`,
			name: `${name}Json`,
			type: 'json',
			default: '',
			placeholder: `e.g. ${example}`,
			...look,
		},
		parse: (value, scope) => {
			const parsed = unwrapJson(value);
			if (typeof parsed === 'string' && !isBlank(parsed)) {
				throw new InvalidValue('is not valid JSON', `Enter JSON, e.g. ${example}`);
			}
			return parse(parsed, scope);
		},
	};
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
