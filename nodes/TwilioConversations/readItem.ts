import type { IExecuteFunctions, INode, INodeProperties } from 'n8n-workflow';

import { MAX_AT_ONCE } from '../api/sending/limiter';
import type { Operation, Prepared } from './resources/define';
import { type Field, InvalidValue, type ReadContext } from '../shared/fields/field';
import { idempotencyKey as keyField } from '../shared/parameters/idempotencyKey';
import { commonOptions } from '../shared/parameters/commonOptions';
import { parameterError } from '../shared/fields/parameterError';
import { readParameter } from '../shared/fields/reading';
import { isToolCall } from './toolCall';

/** The write that each of the user's Idempotency Keys was used for, among the items read so far. */
type UsedKeys = Map<string, string>;

/** A parameter with its expressions resolved, and whether there were any. */
interface Entered {
	readonly value: unknown;
	readonly isLiteral: boolean;
}

/** Reads the parameters of items; sends nothing. */
export class ItemReader {
	private readonly usedKeys: UsedKeys = new Map();

	private readonly readContext: ReadContext;

	/** Values of parameters without an expression: they are the same for every item. */
	private readonly constants = new Map<string, Entered>();

	constructor(private readonly context: IExecuteFunctions) {
		this.readContext = { timezone: context.getTimezone(), isToolCall: isToolCall(context) };
	}

	/**
	 * Reads and checks everything that an operation needs for one item.
	 *
	 * @param index of the item
	 * @throws NodeOperationError that names the field and the item
	 */
	prepare(operation: Operation, index: number): Prepared {
		return this.shown(index, () => {
			const prepared = operation.prepare((field) => this.read(field, index));
			checkKey(prepared, this.usedKeys);
			return prepared;
		});
	}

	/**
	 * Reads the maximum of concurrent requests, which applies to all items together.
	 *
	 * @throws NodeOperationError that names the field
	 */
	maxRequests(): number {
		return this.shown(0, () => this.read(commonOptions, 0).maxRequests ?? MAX_AT_ONCE);
	}

	/** Resolves the expressions of a field for an item, and checks its value. */
	private read<Value>(field: Field<Value>, index: number): Value {
		const { value, isLiteral } = this.entered(field.property, index);
		return readParameter(field, value, { ...this.readContext, isLiteral });
	}

	/**
	 * Resolving is most of the cost of reading, so values that cannot differ between items are
	 * resolved once.
	 */
	private entered({ name, default: fallback }: INodeProperties, index: number): Entered {
		const constant = this.constants.get(name);
		if (constant !== undefined) return constant;
		const value: unknown = this.context.getNodeParameter(name, index, fallback);
		const options = { rawExpressions: true };
		const raw: unknown = this.context.getNodeParameter(name, index, fallback, options);
		const entered = { value, isLiteral: !hasExpression(raw) };
		if (entered.isLiteral) this.constants.set(name, entered);
		return entered;
	}

	private shown<Value>(index: number, read: () => Value): Value {
		try {
			return read();
		} catch (error) {
			throw shownOn(this.context.getNode(), index, error);
		}
	}
}

/** n8n marks an expression by a leading equals sign. */
function hasExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(hasExpression);
}

/**
 * Twilio answers a second write under the same key like the first, and does nothing.
 *
 * @throws InvalidValue when an earlier item uses the key for another write
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

function shownOn(node: INode, itemIndex: number, error: unknown): unknown {
	if (!(error instanceof InvalidValue)) return error;
	return parameterError(node, error, {
		itemIndex,
		description: `Nothing was sent. ${error.hint ?? 'Correct the value.'}`,
	});
}
