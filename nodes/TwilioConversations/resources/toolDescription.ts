import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import type { Operation } from './define';

/**
 * What a model is told of an operation that it can call. n8n itself tells it the action alone, e.g.
 * "Close conversation in Twilio Conversations", and nothing of an argument but its label. So this
 * says what the operation does, what kind of ID it takes, which values a choice has, and how JSON looks.
 */
function toolDescription({ description, fields }: Operation): string {
	const hints = fields.flatMap(({ property }) => hintsOf(property));
	return [`Twilio Conversations: ${asSentence(description)}`, ...new Set(hints)].join(' ');
}

/**
 * The same as a parameter of the tool, so that the user sees it and can change it. n8n takes it
 * instead of its own where a node has a parameter of this name (n8n 2.8 to 2.41, convertNodeToAiTool).
 */
export function toolDescriptionOf(operation: Operation): INodeProperties {
	return {
		displayName: 'Tool Description',
		name: 'toolDescription',
		type: 'string',
		typeOptions: { rows: 3 },
		default: toolDescription(operation),
		required: true,
		placeholder: 'e.g. Closes the conversation that the customer asks about',
		description: 'What the model is told about this tool: what it is for, and what it takes',
		displayOptions: { show: { '@tool': [true] } },
	};
}

function hintsOf({ displayName, type, modes, options, ...rest }: INodeProperties): string[] {
	const { noDataExpression, name, placeholder } = rest;
	if (noDataExpression === true || name === 'outputFields') return [];
	switch (type) {
		case 'resourceLocator':
			return idHint(displayName, modes?.find((mode) => mode.name === 'id')?.placeholder);
		case 'string':
			return /Id$/.test(name) && rest.required ? idHint(displayName, placeholder) : [];
		case 'json':
			return [`${displayName}: JSON, ${placeholder}.`];
		case 'options':
			return [`${displayName}: one of ${valuesOf(options).join(', ')}.`];
		case 'multiOptions':
			return [`${displayName}: one or more of ${valuesOf(options).join(', ')}.`];
		default:
			return innerOf(options).flatMap(hintsOf);
	}
}

/** @param placeholder e.g. `e.g. conv_conversation_…` */
function idHint(label: string, placeholder = ''): string[] {
	return [`${label}: an ID, ${placeholder}.`];
}

type Options = INodeProperties['options'];

function valuesOf(options: Options = []): string[] {
	return options
		.filter((option): option is INodePropertyOptions => 'value' in option)
		.map(({ value }) => String(value))
		.filter((value) => value !== '');
}

/** What is in a collection, or in the rows of a fixed one. */
function innerOf(options: Options = []): INodeProperties[] {
	return options.flatMap((option) => {
		if (isGroup(option)) return option.values;
		return 'type' in option ? [option] : [];
	});
}

function isGroup(option: NonNullable<Options>[number]): option is INodePropertyCollection {
	return 'values' in option;
}

function asSentence(text: string): string {
	return text.endsWith('.') ? text : `${text}.`;
}
