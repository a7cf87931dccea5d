import type { IDataObject, INodeProperties, NodeParameterValueType } from 'n8n-workflow';

import { collectionField } from './collection';
import type { Field } from './field';
import { asObject, readFields } from './reading';
import { isBlank, unwrapJson } from './values';

/**
 * Fields that belong together and are all on the form from the start, e.g. the sender of a message. A
 * collection, because n8n-workflow 2.41 cannot resolve the default of a fixed collection with one value.
 */
export function groupField<Name extends string>(
	name: Name,
	displayName: string,
	fields: readonly Field[],
	appearance: Partial<INodeProperties>,
): Field<IDataObject | undefined, Name> {
	const { property: collection } = collectionField(name, displayName, fields);
	return {
		name,
		property: {
			...collection,
			default: Object.fromEntries(
				fields.map(({ property }) => [property.name, initialOf(property)]),
			),
			// n8n-workflow 2.41 asks for what is required in a collection also where it is not shown.
			options: fields.map(({ property }) => ({ ...property, required: undefined })),
			...appearance,
		},
		// Nobody has added these fields, so that a blank one means that nothing was entered.
		parse: (value, context) => {
			const entered = unwrapJson(value);
			const group = isBlank(entered) ? {} : asObject(entered);
			if (Object.keys(group).length === 0) return undefined;
			const read = readFields(fields, group, context);
			return Object.keys(read).length > 0 ? read : undefined;
		},
	};
}

/** n8n marks a locator when it fills in its default, but not within the default of a collection. */
function initialOf({ type, default: initial }: INodeProperties): NodeParameterValueType {
	if (type !== 'resourceLocator' || typeof initial !== 'object') return initial;
	return { __rl: true, ...initial };
}
