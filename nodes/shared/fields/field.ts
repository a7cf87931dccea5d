import type { INodeProperties } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

/** What a value may need to know about where it is read. */
export interface ReadContext {
	/** IANA name of the workflow's time zone, for dates without one. */
	readonly timezone: string;
	/** Whether an AI model filled the values in: what it does not know, it leaves blank. */
	readonly isToolCall: boolean;
	/**
	 * Whether the value stands in JSON, which says more than a form can: null, empty lists, and words
	 * of the API that are not known here.
	 */
	readonly isJson?: boolean;
}

/**
 * One parameter: how the editor shows it, and how what was entered becomes what is sent.
 *
 * Values come from the editor's own inputs, from expressions and from AI models, so `parse` takes
 * the plain value as well as its text or JSON text.
 */
export interface Field<Value = unknown, Name extends string = string> {
	/** The key of the value; where the parameter sets an API field, that field's name. */
	readonly name: Name;
	readonly property: INodeProperties;
	/** Whether null means something to the API here. Everywhere else JSON's null is left out. */
	readonly takesNull?: boolean;
	/**
	 * Gives undefined where nothing was entered.
	 *
	 * @throws InvalidValue when nothing sensible can be made of the value
	 */
	readonly parse: (value: unknown, context: ReadContext) => Value;
}

/** The values of several fields by name. */
export type ValuesOf<Fields extends readonly Field[]> = {
	[F in Fields[number] as F['name']]: F extends Field<infer Value> ? Value : never;
};

/** A value that cannot be used. Whoever knows where it stands adds the place: see `at`. */
export class InvalidValue extends UserError {
	/**
	 * @param complaint what is wrong, to follow the name of the field: "is empty"
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
 * Runs a parser, and says where it happened when the value is invalid.
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
 * @param refine makes of what was read what is sent; throws InvalidValue when it breaks the rule
 */
export function refined<Value, Name extends string>(
	field: Field<Value, Name>,
	refine: (value: Value) => Value,
): Field<Value, Name> {
	return { ...field, parse: (value, context) => refine(field.parse(value, context)) };
}

/** The same field under other texts, or shown elsewhere. */
export function withProperty<Changed extends Field>(field: Changed, changes: Appearance): Changed {
	return { ...field, property: { ...field.property, ...changes } };
}

/** What the editor shows besides the label. */
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

/** A field whose value is undefined where nothing was entered. */
export type OptionalField<Value, Name extends string> = Field<Value | undefined, Name>;
