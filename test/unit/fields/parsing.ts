import {
	type Field,
	InvalidValue,
} from '../../../nodes/TwilioConversations/resources/fields/field';

/** Reads a value as the workflow's author in Berlin would have it read. */
export function parse<Value>(field: Field<Value>, value: unknown): Value {
	return field.parse(value, { timezone: 'Europe/Berlin' });
}

/**
 * What the user reads about a value that is refused: the place, and what is wrong.
 *
 * @returns undefined when the value was taken
 */
export function complaint(field: Field, value: unknown): string | undefined {
	try {
		parse(field, value);
		return undefined;
	} catch (error) {
		if (error instanceof InvalidValue) return [...error.place, error.complaint].join(' > ');
		return `not a complaint at all: ${String(error)}`;
	}
}

/** What is sent: JSON text, as it goes over the wire. */
export function sent(field: Field, value: unknown): string | undefined {
	return JSON.stringify(parse(field, value));
}
