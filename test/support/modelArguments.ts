import type { INodeParameters, INodeProperties, NodeParameterValueType } from 'n8n-workflow';

import type { DefinedUsing } from '../../nodes/shared/fields/field';
import { isGroup, isProperty } from './parameters';

/** What the editor has no button for (n8n 2.41, n8n-editor-ui: the dropdowns have none, and these paths). */
const WITHOUT_BUTTON = ['options', 'credentialsSelect', 'notice', 'hidden', 'callout'];
const DENIED = ['parameters.toolName', 'parameters.description', 'parameters.toolDescription'];

/** An argument of a tool that a click on the button of a parameter makes. */
export interface Argument {
	readonly key: string;
	/** Path of the parameter, as the editor writes it. */
	readonly path: string;
	readonly property: INodeProperties;
}

/** Whether a user can leave a parameter to the model by a click. */
export function hasButton({ type, noDataExpression }: INodeProperties, path: string): boolean {
	return !WITHOUT_BUTTON.includes(type) && noDataExpression !== true && !DENIED.includes(path);
}

/**
 * The parameters of a tool as the editor leaves them when the user gives all of them to the model:
 * each is an argument that is named by its label.
 *
 * @param using what the user chose in 'Define Using', where there is that choice
 * @returns the parameters, and what the model is asked for
 */
export function leftToModel(
	properties: readonly INodeProperties[],
	using: DefinedUsing = 'fields',
): {
	parameters: INodeParameters;
	asked: Argument[];
} {
	const asked: Argument[] = [];
	const fill = (property: INodeProperties, path: string): NodeParameterValueType => {
		const { type, options = [], default: initial, displayOptions } = property;
		const shownWith = displayOptions?.show?.['/defineUsing'];
		if (shownWith !== undefined && !shownWith.includes(using)) return initial;
		if (displayOptions?.hide?.['@tool'] !== undefined) return initial;
		if (type === 'collection') return fillAll(options.filter(isProperty), path);
		if (type === 'fixedCollection') {
			const isList = property.typeOptions?.multipleValues === true;
			return Object.fromEntries(
				options.filter(isGroup).map(({ name, values }) => {
					const inner = fillAll(values, `${path}.${name}${isList ? '[0]' : ''}`);
					return [name, isList ? [inner] : inner];
				}),
			);
		}
		if (!hasButton(property, path)) return initial;
		const key = keyOf(property, path);
		asked.push({ key, path, property });
		const value = `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`\`, '${typeOf(type)}') }}`;
		return type === 'resourceLocator' ? { __rl: true, mode: 'id', value } : value;
	};
	const fillAll = (inner: readonly INodeProperties[], path: string): INodeParameters =>
		Object.fromEntries(inner.map((one) => [one.name, fill(one, `${path}.${one.name}`)]));
	return { parameters: fillAll(properties, 'parameters'), asked };
}

/** As the editor names an argument: by the rows that it is in, and its label. */
function keyOf({ displayName }: INodeProperties, path: string): string {
	const rows = path
		.split('.')
		.filter((part) => /\[\d+\]/.test(part))
		.map((part) => part.replace(/[[\]]/g, ''));
	const words = [...rows, displayName].join('_');
	return (rows.length > 1 ? words.slice(-63) : words.slice(0, 63)).replace(/[^a-zA-Z0-9-]/g, '_');
}

function typeOf(type: INodeProperties['type']): string {
	return ['boolean', 'number', 'json'].includes(type) ? type : 'string';
}
