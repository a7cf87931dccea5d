import type { INodeProperties, INodeType } from 'n8n-workflow';

/** What n8n lets the user choose about the description, where a node has none of its own. */
const OF_N8N: INodeProperties[] = [
	{
		displayName: 'Tool Description',
		name: 'descriptionType',
		type: 'options',
		options: [
			{ name: 'Set Automatically', value: 'auto' },
			{ name: 'Set Manually', value: 'manual' },
		],
		default: 'auto',
	},
	{
		displayName: 'Description',
		name: 'toolDescription',
		type: 'string',
		default: '',
		displayOptions: { show: { descriptionType: ['manual'] } },
	},
];

/**
 * The tool that n8n makes of a node: another name, by which parameters know where they are, and a
 * description for the model (n8n 2.41, tool-generation/ai-tools.js). Its inputs and outputs stay those
 * of the node, because the engine runs a tool as one.
 */
export function toolVariant(node: INodeType): INodeType {
	const { name, displayName, properties } = node.description;
	const isDescribed = properties.some((property) => property.name === 'toolDescription');
	const description = {
		...node.description,
		name: `${name}Tool`,
		displayName: `${displayName} Tool`,
		properties: isDescribed ? properties : [...OF_N8N, ...properties],
	};
	const tool: INodeType = Object.create(node, { description: { value: description } });
	return tool;
}
