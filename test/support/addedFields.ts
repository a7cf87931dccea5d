import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isGroup, isProperty } from './parameters';

/** A parameter that can be added to a collection, at any depth, with its path. */
export interface Added {
	/** Labels from the collection inwards, as messages name them. */
	readonly labels: readonly string[];
	readonly property: INodeProperties;
	/** Builds the collection's value with this parameter, and with the cells required around it. */
	readonly enter: (value: unknown) => IDataObject;
}

/** A value of the right form; its content does not matter. */
export function sampleOf(property: INodeProperties): unknown {
	const { type, options = [] } = property;
	switch (type) {
		case 'resourceLocator':
			return { __rl: true, mode: 'id', value: 'conv_sample' };
		case 'options':
			return options.map((option) => ('value' in option ? option.value : '')).find(Boolean);
		case 'number':
			return 1;
		case 'boolean':
			return true;
		case 'fixedCollection': {
			const [{ values }] = options.filter(isGroup);
			const row = cellsOf(values);
			return { values: property.typeOptions?.multipleValues ? [row] : row };
		}
		case 'collection':
			// One that is needed is open from the start.
			return property.required ? cellsOf(options.filter(isProperty)) : {};
		default:
			return property.name === 'address' ? '+15017122661' : 'sample';
	}
}

/** A row as the editor stores it, with its required cells filled in. */
function cellsOf(properties: INodeProperties[]): IDataObject {
	const needed = properties.filter(({ required, name }) => required || name === 'address');
	const channel = properties.filter(({ name }) => name === 'channel');
	return Object.fromEntries(
		[...needed, ...channel].map((property) => [property.name, sampleOf(property)]),
	) as IDataObject;
}

/** All parameters that can be added to a collection, also those in collections within its rows. */
export function addedTo(collection: INodeProperties): Added[] {
	return (collection.options ?? []).filter(isProperty).flatMap((property) => [
		{
			labels: [property.displayName],
			property,
			enter: (value: unknown) => ({ [property.name]: value }) as IDataObject,
		},
		...within(property).map(({ labels, enter, ...inner }) => ({
			...inner,
			labels: [property.displayName, ...labels],
			enter: (value: unknown): IDataObject => ({ [property.name]: enter(value) }),
		})),
	]);
}

/** Finds collections inside a parameter; plain cells do not count, since rows always have them. */
function within(property: INodeProperties): Added[] {
	if (property.type === 'collection') return addedTo(property);
	if (property.type !== 'fixedCollection') return [];
	const isList = property.typeOptions?.multipleValues === true;
	return (property.options ?? []).filter(isGroup).flatMap(({ displayName, values }) =>
		values.flatMap((cell) =>
			within(cell).map(({ labels, enter, ...inner }) => ({
				...inner,
				labels: [...(isList ? [`${displayName} 1`] : []), cell.displayName, ...labels],
				enter: (value: unknown): IDataObject => {
					const row = { ...cellsOf(values), [cell.name]: enter(value) };
					return { values: isList ? [row] : row };
				},
			})),
		),
	);
}
