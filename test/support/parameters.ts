import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** What the options of a parameter can be: parameters, groups of them, or choices. */
export const isProperty = (option: object): option is INodeProperties => 'type' in option;
export const isGroup = (option: object): option is INodePropertyCollection => 'values' in option;
export const isChoice = (option: object): option is INodePropertyOptions =>
	'value' in option && !isProperty(option);

/** A parameter and its path: names or labels from the outermost parameter down to its own. */
export interface ParameterAtPath {
	readonly path: readonly string[];
	readonly property: INodeProperties;
}

/** All parameters of a form, also those within collections. @param key what paths are made of */
export function parametersIn(
	properties: readonly INodeProperties[],
	key: 'name' | 'displayName' = 'name',
	path: readonly string[] = [],
): ParameterAtPath[] {
	return properties.flatMap((property) => {
		const here = [...path, property[key]];
		const options = property.options ?? [];
		const within = [
			...options.filter(isProperty),
			...options.filter(isGroup).flatMap(({ values }) => values),
		];
		return [{ path: here, property }, ...parametersIn(within, key, here)];
	});
}
