import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { type Field, InvalidValue, type Scope } from './resources/fields/field';

/**
 * Makes a reader for the parameters of one item: it resolves expressions for that item and checks
 * the value.
 *
 * @param index of the item
 * @returns a function that gives the checked value of a field
 * @throws NodeOperationError that names the field and the item (from the reader)
 */
export function readerFor(context: IExecuteFunctions, index: number) {
	const scope: Scope = { timezone: context.getTimezone() };
	return <Value>({ property, parse }: Field<Value>): Value => {
		const entered: unknown = context.getNodeParameter(property.name, index, property.default);
		try {
			return parse(entered, scope);
		} catch (error) {
			throw invalidParameter(context.getNode(), property.displayName, index, error);
		}
	};
}

function invalidParameter(node: INode, displayName: string, itemIndex: number, error: unknown) {
	if (!(error instanceof InvalidValue)) return error;
	const message = `'${[displayName, ...error.place].join(' > ')}' ${error.complaint}`;
	const shown = new NodeOperationError(node, message, {
		itemIndex,
		level: 'warning',
		description: `Nothing was sent. ${error.hint ?? 'Correct the value.'}`,
	});
	// n8n rewrites messages that contain the code of a network error, and a value may contain one.
	shown.message = message;
	return shown;
}
