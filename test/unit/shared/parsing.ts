import { type Field, InvalidValue, type ReadContext } from '../../../nodes/shared/fields/field';

/** Values from a form, in a workflow in Berlin's time zone. */
export const FORM: ReadContext = { timezone: 'Europe/Berlin', isToolCall: false };

/** Values from an AI model. */
export const TOOL_CALL: ReadContext = { ...FORM, isToolCall: true };

/** Values from JSON. */
export const JSON_TEXT: ReadContext = { ...FORM, isJson: true };

/** Parses a value, by default from a form. */
export function parse<Value>(field: Field<Value>, value: unknown, context = FORM): Value {
	return field.parse(value, context);
}

/**
 * The message about a value that is refused: place and complaint.
 *
 * @returns undefined when the value was accepted
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

/** The value as JSON text, as it would be sent. */
export function sent(field: Field, value: unknown, context = FORM): string | undefined {
	return JSON.stringify(parse(field, value, context));
}
