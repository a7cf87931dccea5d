import type { IDataObject } from 'n8n-workflow';

import { type Endpoint, idNames, type PathIds } from '../../api/endpoint';
import { isRecord } from '../../api/json';
import type { Field, ValuesOf } from '../../shared/fields/field';
import { defineUsing } from '../../shared/fields/asJson';
import { commonOptions } from '../../shared/parameters/commonOptions';
import type { Run, Session } from './run';

/** An operation as its file defines it. */
export interface Definition<Path extends string, Fields extends readonly Field[], Body> {
	/** Label in the dropdown. */
	readonly name: string;
	readonly value: string;
	/** The operation's name in the list of nodes and in the history. */
	readonly action: string;
	readonly description: string;
	readonly endpoint: Endpoint<Path>;
	readonly fields: Fields;
	/**
	 * Builds the body from several fields, and refuses contradictions. Like the fields, it is
	 * evaluated before any work begins.
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
	 * Whether items run one after the other: each finds its own work, and would find what another
	 * item is already doing.
	 */
	readonly inTurn?: true;
	/**
	 * What the items work on, where their path names no record: items with the same text run one after
	 * the other, in input order.
	 */
	readonly orderBy?: (input: ValuesOf<Fields>) => string;
	/**
	 * Explains an error of `execute` in the context of this operation, e.g. a closed conversation.
	 *
	 * @returns the error to show: a better one, or the original
	 */
	readonly explain?: (error: unknown, run: Run<Path>) => Promise<unknown>;
	/** Does the work for one item, and returns its output records. */
	execute(run: Run<Path>, input: Input<Fields, Body>): Promise<IDataObject[]>;
}

/** The values of the fields, and the result of `toBody`. */
type Input<Fields extends readonly Field[], Body> = ValuesOf<Fields> & { readonly body: Body };

/** The values of one item, read and checked before anything is sent. */
export interface Prepared {
	/** Items with the same key run one after the other, in input order. */
	readonly orderKey: string | undefined;
	/** The Idempotency Key that the user entered, and the write it is for. */
	readonly ownKey: { readonly key: string; readonly write: string } | undefined;
	run(session: Session): Promise<IDataObject[]>;
}

/** An operation without the types of its own fields, for the rest of the node. */
export interface Operation {
	readonly name: string;
	readonly value: string;
	readonly action: string;
	readonly description: string;
	readonly endpoint: Endpoint;
	readonly fields: readonly Field[];
	readonly waits?: true;
	/** @param read returns the checked value of a field for one item */
	prepare(read: <Value>(field: Field<Value>) => Value): Prepared;
}

/**
 * Combines an endpoint, its fields and its work. All fields are read before any work begins, so an
 * invalid value stops an item before anything is sent.
 */
export function defineOperation<
	Path extends string,
	const Fields extends readonly Field[],
	Body = undefined,
>(definition: Definition<Path, Fields, Body>): Operation {
	const { name, value, action, description, endpoint, fields } = definition;
	const { toBody, inTurn, orderBy, waits, explain } = definition;
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
			const choice = fields.find(({ name: field }) => field === defineUsing.name);
			const chosen = choice && read(choice);
			const shown = fields.filter(({ definedUsing = chosen }) => definedUsing === chosen);
			// Each value comes from the field of that name, as ValuesOf says; of two that set the same, only
			// one is shown.
			const values = Object.fromEntries(
				shown.map((field) => [field.name, read(field)]),
			) as ValuesOf<Fields>;
			const ids = pathIdsOf<Path>(pathIds, values);
			// Without `toBody` the type of the body is undefined.
			const input: Input<Fields, Body> = { ...values, body: toBody?.(values) as Body };
			return {
				orderKey: inTurn ? name : (orderBy?.(values) ?? Object.values<string>(ids).at(0)),
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
	// Every id in a path has a field: a test checks all operations.
	return Object.fromEntries(names.map((name) => [name, String(input[name])])) as PathIds<Path>;
}
