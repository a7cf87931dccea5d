import type { INodeProperties } from 'n8n-workflow';

import { type DefinedUsing, type Field, InvalidValue, refined, withProperty } from './field';
import { jsonProperty } from './json';
import { optionsField } from './options';
import { isBlank, unwrapJson } from './values';

/**
 * The choice between fields and JSON for all lists and objects of a form. Only one of the two is shown,
 * and n8n drops what it does not show. Without an expression, because the form depends on it.
 */
export const defineUsing = refined(
	optionsField(
		'defineUsing',
		'Define Using',
		[
			{ name: 'Fields Below', value: 'fields' },
			{ name: 'JSON', value: 'json' },
		],
		{
			noDataExpression: true,
			description:
				'How to enter lists and key-value pairs: field by field, or as JSON, which an expression or an AI model can give as a whole',
		},
	),
	(chosen) => chosen ?? 'fields',
);

/** A list or an object as the form has it, for an operation with `defineUsing`. */
export function byFields<Value, Name extends string>(
	field: Field<Value, Name>,
): Field<Value, Name> {
	return definedUsing('fields', field);
}

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
	const second: Field<Value, Name> = {
		...field,
		property: jsonProperty(
			`${field.name}Json`,
			`${property.displayName} (JSON)`,
			example,
			appearance,
		),
		parse: (value, context) => {
			const parsed = isNull(value) ? null : unwrapJson(value);
			if (typeof parsed === 'string' && !isBlank(parsed)) {
				throw new InvalidValue('is not valid JSON', `Enter JSON, e.g. ${example}`);
			}
			return parse(parsed, { ...context, isJson: true });
		},
	};
	return definedUsing('json', second);
}

/** The text `null` as the whole value counts as blank, so it clears nothing. */
function isNull(value: unknown): boolean {
	return typeof value === 'string' && value.trim() === 'null';
}

function definedUsing<Value, Name extends string>(
	choice: DefinedUsing,
	field: Field<Value, Name>,
): Field<Value, Name> {
	// From the root: the field may stand in a collection.
	const displayOptions = { show: { [`/${defineUsing.name}`]: [choice] } };
	return { ...withProperty(field, { displayOptions }), definedUsing: choice };
}
