import type { INodeProperties } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

/** What parsing depends on, besides the value. */
export interface ReadContext {
	/** IANA name of the workflow's time zone, for dates without one. */
	readonly timezone: string;
	/** Whether an AI model filled in the values. Models leave blank what they do not know. */
	readonly isToolCall: boolean;
	/** Whether it is as it was entered, without an expression in it. */
	readonly isLiteral?: boolean;
	/**
	 * Whether the value is part of JSON, which can say more than a form: null, empty lists, and
	 * values of the API that are not known here.
	 */
	readonly isJson?: boolean;
}

/**
 * A parameter: how the editor shows it, and how an entered value becomes the one that is sent.
 * Values come from the editor, from expressions and from AI models, so `parse` also accepts text
 * and JSON text.
 */
export interface Field<Value = unknown, Name extends string = string> {
	/** Key of the value. The API's name, if the parameter sets an API field. */
	readonly name: Name;
	readonly property: INodeProperties;
	/** Whether the API gives null a meaning here. Otherwise a null in JSON is left out. */
	readonly takesNull?: boolean;
	/** The choice of `defineUsing` that it is shown and read with; always, where it is undefined. */
	readonly definedUsing?: DefinedUsing;
	/**
	 * Returns undefined if nothing was entered.
	 *
	 * @throws InvalidValue when the value cannot be used
	 */
	readonly parse: (value: unknown, context: ReadContext) => Value;
}

/** How a list or an object is entered. */
export type DefinedUsing = 'fields' | 'json';

/** The values of several fields by name. */
export type ValuesOf<Fields extends readonly Field[]> = {
	[F in Fields[number] as F['name']]: F extends Field<infer Value> ? Value : never;
};

/** A value that cannot be used. Each caller on the way up adds its label: see `at`. */
export class InvalidValue extends UserError {
	/**
	 * @param complaint what is wrong, to follow the label of the field: "is empty"
	 * @param hint what to do
	 * @param place labels from the outside in, e.g. `['Participants 2', 'Channel']`
	 */
	constructor(
		readonly complaint: string,
		readonly hint?: string,
		readonly place: readonly string[] = [],
	) {
		super(place.length > 0 ? `'${place.join(' > ')}' ${complaint}` : complaint);
	}
}

/**
 * Runs a parser, and adds a label to the place of an InvalidValue.
 *
 * @param label of the field or row
 */
export function at<Value>(label: string, parse: () => Value): Value {
	try {
		return parse();
	} catch (error) {
		throw withPlace(error, label);
	}
}

function withPlace(error: unknown, label: string): unknown {
	if (!(error instanceof InvalidValue)) return error;
	return new InvalidValue(error.complaint, error.hint, [label, ...error.place]);
}

/**
 * Adds a rule to a field.
 *
 * @param refine converts the parsed value to the one to send; throws InvalidValue to refuse it
 */
export function refined<Value, Name extends string>(
	field: Field<Value, Name>,
	refine: (value: Value) => Value,
): Field<Value, Name> {
	return { ...field, parse: (value, context) => refine(field.parse(value, context)) };
}

/** The same field with other texts or display options, e.g. an ID as a filter. */
export function withProperty<Changed extends Field>(field: Changed, changes: Appearance): Changed {
	return { ...field, property: { ...field.property, ...changes } };
}

/** The settings of a property besides name, label, type and default. */
export type Appearance = Partial<
	Pick<
		INodeProperties,
		| 'description'
		| 'displayOptions'
		| 'noDataExpression'
		| 'hint'
		| 'placeholder'
		| 'required'
		| 'typeOptions'
	>
>;

/** A field whose value is undefined if nothing was entered. */
export type OptionalField<Value, Name extends string> = Field<Value | undefined, Name>;
