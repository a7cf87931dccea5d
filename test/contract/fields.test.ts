import type { INodeProperties } from 'n8n-workflow';

import { resources } from '../../nodes/TwilioConversations/resources';
import { cases } from '../support/cases';

/** Parameters that only steer the node: nothing of them is sent. */
const NOT_SENT = new Set(['ifExists', 'options', 'outputFields', 'outputMode', 'simplify']);

/** What is read first is their endpoint, but they write. */
const WRITES_AFTER_A_LOOK = ['reply'];

/** The names of a parameter and of everything nested in it. */
function namesIn({ name, type, options = [] }: INodeProperties): string[] {
	if (type === 'notice' || NOT_SENT.has(name)) return [];
	const inner = options.flatMap((option) => {
		if ('values' in option) return option.values.flatMap(namesIn);
		return 'type' in option ? namesIn(option) : [];
	});
	return [name, ...inner];
}

const writes = resources.flatMap(({ value: resource, operations }) =>
	operations
		.filter(
			({ endpoint, value }) => endpoint.method !== 'GET' || WRITES_AFTER_A_LOOK.includes(value),
		)
		.map(({ value: operation, fields }) => ({ resource, operation, fields })),
);

it.each(writes)(
	'$resource $operation: every field has a case that compares it with the SDK',
	({ resource, operation, fields }) => {
		const entered = JSON.stringify(cases[resource][operation].map(({ parameters }) => parameters));
		const names = fields.flatMap(({ property }) => namesIn(property));
		expect(names.filter((name) => !entered.includes(`"${name}"`))).toEqual([]);
	},
);
