import type { IDataObject } from 'n8n-workflow';

import { type Endpoint, idNames, type PathIds } from '../../api/endpoint';
import { isRecord } from '../../api/json';
import type { Field, ValuesOf } from '../../shared/fields/field';
import { commonOptions } from '../../shared/parameters/commonOptions';
import type { Run, Session } from './run';

/** An operation as its file writes it. */
export interface Definition<Path extends string, Fields extends readonly Field[], Body> {
	/** Label in the dropdown. */
	readonly name: string;
	readonly value: string;
	/** What the list of nodes and the history call it. */
	readonly action: string;
	readonly description: string;
	readonly endpoint: Endpoint<Path>;
	readonly fields: Fields;
	/**
	 * Makes what is sent of several fields, and refuses what does not go together. Like the fields,
	 * it is read before any work begins.
	 *
	 * @throws InvalidValue with the labels of the field
	 */
	readonly toBody?: (input: ValuesOf<Fields>) => Body;
	/**
	 * It puts the execution to wait, which is one question of the execution as a whole: so it takes one
	 * item, and an AI agent cannot use it.
	 */
	readonly waits?: true;
	/**
	 * Items run one after the other: each finds out by itself what there is to do, and would find what
	 * another is doing already.
	 */
	readonly inTurn?: true;
	/**
	 * What an error of `execute` means where this operation works, e.g. in a closed conversation.
	 *
	 * @returns the error to show: a better one, or the one that came in
	 */
	readonly explain?: (error: unknown, run: Run<Path>) => Promise<unknown>;
	/** Does the work for one item and returns the records it gives. */
	execute(run: Run<Path>, input: Input<Fields, Body>): Promise<IDataObject[]>;
}

/** What an operation works with: the values of its fields, and what `toBody` made of them. */
type Input<Fields extends readonly Field[], Body> = ValuesOf<Fields> & { readonly body: Body };

/** The values of one item's fields, read and checked, before anything is sent. */
export interface Prepared {
	/** Items with the same key run one after the other, in input order. */
	readonly orderKey: string | undefined;
	/** The Idempotency Key that the user entered, and the write that it is for. */
	readonly ownKey: { readonly key: string; readonly write: string } | undefined;
	run(session: Session): Promise<IDataObject[]>;
}

/** An operation as the rest of the node uses it: the types of its fields are settled inside. */
export interface Operation {
	readonly name: string;
	readonly value: string;
	readonly action: string;
	readonly description: string;
	readonly endpoint: Endpoint;
	readonly fields: readonly Field[];
	readonly waits?: true;
	/** @param read gives the checked value of a field for one item */
	prepare(read: <Value>(field: Field<Value>) => Value): Prepared;
}

/**
 * Ties an endpoint, its fields and its work together. All fields are read before any work
 * begins, so bad input stops an item before anything is sent.
 */
export function defineOperation<
	Path extends string,
	const Fields extends readonly Field[],
	Body = undefined,
>(definition: Definition<Path, Fields, Body>): Operation {
	const { name, value, action, description, endpoint, fields } = definition;
	const { toBody, inTurn, waits, explain } = definition;
	const pathIds = idNames(endpoint.path);
	return {
		name,
		value,
		action,
		description,
		endpoint,
		waits,
		fields: fields.some(({ name: field }) => field === 'options')
			? fields
			: [...fields, commonOptions],
		prepare(read) {
			// Each value comes from the field of that name, which is what ValuesOf says.
			const values = Object.fromEntries(
				fields.map((field) => [field.name, read(field)]),
			) as ValuesOf<Fields>;
			const ids = pathIdsOf<Path>(pathIds, values);
			// Without `toBody` the type of the body is undefined.
			const input: Input<Fields, Body> = { ...values, body: toBody?.(values) as Body };
			return {
				orderKey: inTurn ? name : Object.values<string>(ids).at(0),
				ownKey: ownKeyOf(values),
				async run(session) {
					const run = { ...session, endpoint, ids };
					return await definition.execute(run, input).catch(async (error: unknown) => {
						throw (await explain?.(error, run)) ?? error;
					});
				},
			};
		},
	};
}

function ownKeyOf({ options, ...write }: Readonly<Record<string, unknown>>): Prepared['ownKey'] {
	const key = isRecord(options) ? options.idempotencyKey : undefined;
	return typeof key === 'string' ? { key, write: JSON.stringify(write) } : undefined;
}

function pathIdsOf<Path extends string>(
	names: readonly string[],
	input: Readonly<Record<string, unknown>>,
): PathIds<Path> {
	// A path can only name ids that have a field: the tests walk all operations for it.
	return Object.fromEntries(names.map((name) => [name, String(input[name])])) as PathIds<Path>;
}
