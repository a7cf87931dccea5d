import type { INodeProperties } from 'n8n-workflow';

import { isNoRecordId, readRecordId } from '../../api/recordId';
import { type Field, InvalidValue } from './field';

function parseId(value: unknown): string {
	const id = readRecordId(value);
	if (typeof id === 'string') return id;
	throw new InvalidValue(id.complaint, id.hint);
}

/** The editor checks this while the user types. */
const isId = (howMany: '+' | '*') => ({
	type: 'regex',
	properties: {
		regex: `^\\s*[^\\s/?#\\\\]${howMany}\\s*$`,
		errorMessage: 'Not a valid ID: no spaces, slashes or question marks',
	},
});

/** A record, picked from a list or given by its ID. */
export function resourceLocatorField<Name extends string>(
	name: Name,
	displayName: string,
	{
		searchListMethod,
		example,
		...appearance
	}: { searchListMethod: string; example: string } & Partial<INodeProperties>,
): Field<string, Name> {
	return {
		name,
		property: {
			displayName,
			name,
			type: 'resourceLocator',
			// As n8n keeps it: what was not touched is replaced when another operation is chosen.
			default: { __rl: true, mode: 'list', value: '' },
			required: true,
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: `Select a ${displayName}...`,
					typeOptions: { searchListMethod, searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: `e.g. ${example}`,
					validation: [isId('+')],
				},
			],
			...appearance,
		},
		parse: parseId,
	};
}

/** The same with an ID that is there from the start, e.g. an expression for that of the step before. */
export function withDefaultId<Name extends string>(
	{ property, ...field }: Field<string, Name>,
	value: string,
): Field<string, Name> {
	return { ...field, property: { ...property, default: { __rl: true, mode: 'id', value } } };
}

/** A record given by its ID alone, because Twilio has no list of them. */
export function idField<Name extends string>(
	name: Name,
	displayName: string,
	appearance: Partial<INodeProperties>,
): Field<string, Name> {
	return {
		name,
		property: { displayName, name, type: 'string', default: '', required: true, ...appearance },
		parse: (value) => {
			if (isNoRecordId(value)) throw new InvalidValue('is empty', 'Enter the ID.');
			return parseId(value);
		},
	};
}

/** An ID that may be left out, e.g. in a filter. */
export function optionalId<Name extends string>({
	name,
	property,
	parse,
}: Field<string, Name>): Field<string | undefined, Name> {
	return {
		name,
		property: {
			...property,
			required: undefined,
			modes: property.modes?.map((mode) =>
				mode.validation === undefined ? mode : { ...mode, validation: [isId('*')] },
			),
		},
		parse: (value, context) => (isNoRecordId(value) ? undefined : parse(value, context)),
	};
}
