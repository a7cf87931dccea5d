import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { MAX_AT_ONCE } from '../api/limiter';
import type { Operation, Prepared } from './resources/define';
import { type Field, InvalidValue, type Scope } from './resources/fields/field';
import { idempotencyKey as keyField } from './resources/fields/idempotencyKey';
import { bareOptions } from './resources/fields/options';
import { readParameter } from './resources/fields/reading';
import { isToolCall } from './toolCall';

/** What each Idempotency Key of the user is for, of the items that were read. */
export type UsedKeys = Map<string, string>;

/**
 * Reads all that an operation needs of one item; nothing is sent yet.
 *
 * @param index of the item
 * @param usedKeys of the items before it; its own is added
 * @throws NodeOperationError that names the field and the item
 */
export function prepareItem(
	context: IExecuteFunctions,
	operation: Operation,
	index: number,
	usedKeys: UsedKeys,
): Prepared {
	try {
		const prepared = operation.prepare(readerFor(context, index));
		checkKey(prepared, usedKeys);
		return prepared;
	} catch (error) {
		throw shownOn(context.getNode(), index, error);
	}
}

/**
 * Twilio answers the second write under a key as the first, and does nothing.
 *
 * @throws InvalidValue when an item before it uses the key for another write
 */
function checkKey({ ownKey }: Prepared, usedKeys: UsedKeys): void {
	if (ownKey === undefined) return;
	const key = ownKey.key.toLowerCase();
	const write = usedKeys.get(key) ?? ownKey.write;
	if (write !== ownKey.write) {
		throw new InvalidValue(
			'is the same for several items',
			'Enter one key for each record, by an expression, or remove the option.',
			['Options', keyField.property.displayName],
		);
	}
	usedKeys.set(key, write);
}

/**
 * Reads how many requests there may be at once, for all items together.
 *
 * @throws NodeOperationError that names the field
 */
export function readMaxRequests(context: IExecuteFunctions): number {
	try {
		return readerFor(context, 0)(bareOptions).maxRequests ?? MAX_AT_ONCE;
	} catch (error) {
		throw shownOn(context.getNode(), 0, error);
	}
}

/**
 * Makes a reader for the parameters of one item: it resolves expressions for that item and checks
 * the value.
 *
 * @param index of the item
 * @returns a function that gives the checked value of a field
 * @throws InvalidValue with the labels of the field (from the reader)
 */
function readerFor(context: IExecuteFunctions, index: number) {
	const scope: Scope = { timezone: context.getTimezone(), isToolCall: isToolCall(context) };
	return <Value>(field: Field<Value>): Value => {
		const { name, default: fallback } = field.property;
		return readParameter(field, context.getNodeParameter(name, index, fallback), scope);
	};
}

function shownOn(node: INode, itemIndex: number, error: unknown): unknown {
	if (!(error instanceof InvalidValue)) return error;
	const message = `'${error.place.join(' > ')}' ${error.complaint}`;
	const shown = new NodeOperationError(node, message, {
		itemIndex,
		level: 'warning',
		description: `Nothing was sent. ${error.hint ?? 'Correct the value.'}`,
	});
	// n8n rewrites messages that contain the code of a network error, and a value may contain one.
	shown.message = message;
	return shown;
}
