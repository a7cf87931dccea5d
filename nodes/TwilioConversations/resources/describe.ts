import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import type { Operation } from './define';

/** A resource with its operations, as its folder's index lists them. */
export interface Resource {
	readonly name: string;
	readonly value: string;
	readonly operations: readonly Operation[];
}

/**
 * Folds the table into the parameters of the node: the two dropdowns, then the fields of every
 * operation, each shown for its resource and operation alone.
 */
export function describeResources(resources: readonly Resource[]): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: byName(resources.map(({ name, value }) => ({ name, value }))),
			default: resources[0].value,
		},
		...resources.flatMap((resource) => [
			operationDropdown(resource),
			...resource.operations.flatMap((operation) => fieldsOf(resource, operation)),
		]),
	];
}

function operationDropdown({ value, operations }: Resource): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: byName(
			operations.map(({ name, value: operation, action, description }) => ({
				name,
				value: operation,
				action,
				description,
			})),
		),
		default: operations[0].value,
	};
}

function fieldsOf(resource: Resource, operation: Operation): INodeProperties[] {
	const where: IDisplayOptions = {
		show: { resource: [resource.value], operation: [operation.value] },
	};
	return updateDisplayOptions(
		where,
		operation.fields.map(({ property }) => property),
	);
}

function byName<Option extends { name: string }>(options: Option[]): Option[] {
	return options.sort((a, b) => a.name.localeCompare(b.name));
}
