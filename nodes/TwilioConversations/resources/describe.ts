import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { optionsField } from '../../shared/fields/options';
import type { Operation } from './define';
import { toolDescriptionOf } from './toolDescription';

/** A resource with its operations, as listed in its index. */
export interface Resource {
	readonly name: string;
	readonly value: string;
	readonly operations: readonly Operation[];
}

/**
 * Turns the table of operations into the node's properties: the two dropdowns, then what a model is
 * told of every operation, and its fields, each shown only for its resource and operation.
 */
export function describeResources(resources: readonly Resource[]): INodeProperties[] {
	return [
		dropdown('resource', 'Resource', resources),
		...resources.flatMap((resource) => [
			...updateDisplayOptions({ show: { resource: [resource.value] } }, [
				dropdown('operation', 'Operation', resource.operations),
			]),
			...resource.operations.flatMap((operation) => fieldsOf(resource, operation)),
		]),
	];
}

/**
 * What the canvas shows under the name of a node: the sentence that the list of actions has for it. As
 * an expression, because n8n knows resource and operation only then.
 */
export function subtitleOf(resources: readonly Resource[]): string {
	const actions = resources.flatMap(({ value: resource, operations }) =>
		operations.map(({ value, action }) => [`${resource} ${value}`, action]),
	);
	const chosen = '$parameter["resource"] + " " + $parameter["operation"]';
	return `={{ (${JSON.stringify(Object.fromEntries(actions))})[${chosen}] || ${chosen} }}`;
}

type Choice = Pick<Operation, 'name' | 'value'> & Partial<Operation>;

/** The first operation in the table is the default; the dropdown itself is alphabetical. */
function dropdown(name: string, displayName: string, choices: readonly Choice[]): INodeProperties {
	const options = choices.map(({ name: label, value, action, description, waits }) => ({
		name: label,
		value,
		...(action !== undefined && { action, description }),
		...(waits && { displayOptions: { hide: { '@tool': [true] } } }),
	}));
	return optionsField(
		name,
		displayName,
		options.sort((a, b) => a.name.localeCompare(b.name)),
		{ initial: choices[0].value, noDataExpression: true },
	).property;
}

function fieldsOf(resource: Resource, operation: Operation): INodeProperties[] {
	const where: IDisplayOptions = {
		show: { resource: [resource.value], operation: [operation.value] },
	};
	return updateDisplayOptions(where, [
		toolDescriptionOf(operation),
		...operation.fields.map(({ property }) => property),
	]);
}
