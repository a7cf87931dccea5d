import { type Field, InvalidValue, type ReadContext } from '../../../nodes/shared/fields/field';

/** Where a value is read: in the form of a workflow's author in Berlin. */
export const FORM: ReadContext = { timezone: 'Europe/Berlin', isToolCall: false };

/** Where a value is read when an AI model filled it in. */
export const TOOL_CALL: ReadContext = { ...FORM, isToolCall: true };

/** Where a value is read that stands in JSON. */
export const JSON_TEXT: ReadContext = { ...FORM, isJson: true };

/** Reads a value as the workflow's author would have it read, unless told otherwise. */
export function parse<Value>(field: Field<Value>, value: unknown, context = FORM): Value {
	return field.parse(value, context);
}

/**
 * What the user reads about a value that is refused: the place, and what is wrong.
 *
 * @returns undefined when the value was taken
 */
export function complaint(field: Field, value: unknown, context = FORM): string | undefined {
	try {
		parse(field, value, context);
		return undefined;
	} catch (error) {
		if (error instanceof InvalidValue) return [...error.place, error.complaint].join(' > ');
		return `not a complaint at all: ${String(error)}`;
	}
}

/** What is sent: JSON text, as it goes over the wire. */
export function sent(field: Field, value: unknown, context = FORM): string | undefined {
	return JSON.stringify(parse(field, value, context));
}
