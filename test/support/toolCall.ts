import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

/**
 * Turns parameters into a tool call of an AI agent: every value comes from `$fromAI` as text, lists
 * and objects as JSON.
 *
 * @returns the parameters, and the item that carries the arguments of the call
 */
export function asToolCall(parameters: INodeParameters): {
	parameters: INodeParameters;
	items: INodeExecutionData[];
} {
	const query: IDataObject = {};
	const argument = (value: unknown) => {
		const key = `argument_${Object.keys(query).length}`;
		query[key] = typeof value === 'string' ? value : JSON.stringify(value);
		return `={{ $fromAI('${key}') }}`;
	};
	const fill = (value: unknown, key?: string): unknown => {
		// The choice of the form is the workflow's author's: it takes no expression.
		if (key === 'defineUsing') return value;
		if (Array.isArray(value)) {
			// Rows of the editor stay rows; a plain list is one argument.
			return value.every((row) => typeof row === 'object')
				? value.map((row) => fill(row))
				: argument(value);
		}
		if (typeof value !== 'object' || value === null) return argument(value);
		// A locator keeps its mode, as n8n itself leaves only the value to the model.
		if ('__rl' in value && 'value' in value) return { ...value, value: argument(value.value) };
		return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, fill(entry, key)]));
	};
	const filled = fill(parameters) as INodeParameters;
	return { parameters: filled, items: [{ json: { query } }] };
}
