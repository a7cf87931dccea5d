import { NodeHelpers } from 'n8n-workflow';
import type {
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodeTypeDescription,
	NodeParameterValueType,
} from 'n8n-workflow';

/** Types of properties that the editor shows without a label, or not at all. */
const WITHOUT_LABEL = ['hidden', 'notice', 'callout'];

/** An option of a dropdown, e.g. an operation. */
export interface Choice {
	name: string;
	value: string;
}

/** What the editor should show, by the node's own description and n8n's display rules. */
export class Expected {
	constructor(readonly description: INodeTypeDescription) {}

	private get root(): readonly INodeProperties[] {
		return this.description.properties;
	}

	private get node(): { typeVersion: number } {
		return { typeVersion: Math.max(...[this.description.version].flat()) };
	}

	/** Options of a dropdown, given the other parameters. */
	choices(name: string, parameters: INodeParameters = {}): Choice[] {
		const { options = [] } =
			this.root.find((one) => one.name === name && this.isShown(one, parameters, parameters)) ?? {};
		return options.flatMap((option) =>
			'value' in option ? [{ name: option.name, value: String(option.value) }] : [],
		);
	}

	/** The default values of a node. */
	defaults(parameters: INodeParameters): INodeParameters {
		const { description } = this;
		const values = NodeHelpers.getNodeParameters(
			description.properties,
			parameters,
			true,
			false,
			this.node,
			description,
		);
		return values ?? {};
	}

	/** The default values with every option of every collection added once. */
	filled(parameters: INodeParameters): INodeParameters {
		const values = this.defaults(parameters);
		const shown = this.root.filter((property) => this.isShown(property, values, values));
		const collections = shown.filter(({ type }) => /collection$/i.test(type));
		return {
			...values,
			...Object.fromEntries(
				collections.map(({ name, ...rest }) => [name, fill({ name, ...rest })]),
			),
		};
	}

	/**
	 * Names of the fields shown for these parameters, top to bottom, including those in collections.
	 */
	fields(parameters: INodeParameters): string[] {
		return this.namesIn(this.root, parameters, parameters);
	}

	/** Texts of the notices. */
	notices(parameters: INodeParameters): string[] {
		return this.root
			.filter(({ type }) => type === 'notice')
			.filter((property) => this.isShown(property, parameters, parameters))
			.map(({ displayName }) => displayName);
	}

	private isShown(property: INodeProperties, values: INodeParameters, root: INodeParameters) {
		const { description, node } = this;
		return NodeHelpers.displayParameter(values, property, node, description, root);
	}

	private namesIn(
		properties: readonly INodeProperties[],
		values: INodeParameters,
		root: INodeParameters,
	): string[] {
		return properties
			.filter(({ type }) => !WITHOUT_LABEL.includes(type))
			.filter((property) => this.isShown(property, values, root))
			.flatMap((property) => [property.name, ...this.namesWithin(property, values, root)]);
	}

	private namesWithin(property: INodeProperties, values: INodeParameters, root: INodeParameters) {
		const held = recordOf(values[property.name]);
		if (property.type === 'collection') {
			const added = (property.options ?? []).filter((option): option is INodeProperties => {
				return 'type' in option && option.name in held;
			});
			return this.namesIn(added, held, root);
		}
		return groupsOf(property).flatMap((group) =>
			[held[group.name] ?? []]
				.flat()
				.flatMap((entry) =>
					this.namesIn(shownIn(property, group, recordOf(entry)), recordOf(entry), root),
				),
		);
	}
}

function recordOf(value: unknown): INodeParameters {
	return typeof value === 'object' && value !== null ? Object(value) : {};
}

function groupsOf({ type, options = [] }: INodeProperties): INodePropertyCollection[] {
	if (type !== 'fixedCollection') return [];
	return options.filter((option): option is INodePropertyCollection => 'values' in option);
}

/** Cells of a row that are seldom needed are shown where they have a value. */
function shownIn(
	{ typeOptions }: INodeProperties,
	{ values }: INodePropertyCollection,
	entry: INodeParameters,
): INodeProperties[] {
	if (typeOptions?.hideOptionalFields !== true) return values;
	return values.filter(
		({ name, required, typeOptions: own, default: initial }) =>
			required || own?.showEvenWhenOptional || (entry[name] ?? initial) !== initial,
	);
}

function fill(property: INodeProperties): NodeParameterValueType {
	if (property.type === 'collection') {
		const options = (property.options ?? []).filter((option) => 'type' in option);
		return Object.fromEntries(options.map((option) => [option.name, fill(option)]));
	}
	if (property.type !== 'fixedCollection') return property.default;
	return Object.fromEntries(
		groupsOf(property).map(({ name, values }) => {
			const entry = Object.fromEntries(values.map((value) => [value.name, fill(value)]));
			return [name, property.typeOptions?.multipleValues ? [entry] : entry];
		}),
	);
}
