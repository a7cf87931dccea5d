import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { choice } from './choice';
import { requiredText } from './text';
import { rows } from './composite';
import { type Field, InvalidValue } from './field';

/** Refuses what Twilio would: https is asked for by Twilio itself, so only the form is checked. */
function parseUrl(value: string): string {
	if (!/^https?:\/\/[^\s/]\S*$/.test(value)) {
		throw new InvalidValue(
			`is no URL: "${value}"`,
			'Enter a URL, e.g. https://example.com/callback',
		);
	}
	return value;
}

const url = requiredText('url', 'URL', {
	placeholder: 'e.g. https://example.com/callback',
	description: 'Where Twilio sends the events. It has to be public and begin with https.',
});

const METHODS: INodePropertyOptions[] = [
	{ name: 'GET', value: 'GET' },
	{ name: 'POST', value: 'POST' },
];

/**
 * The URLs that Twilio reports events to.
 *
 * @param max 20 on a conversation, 2 on a configuration (Twilio OpenAPI document)
 */
export function statusCallbacks(max: number): Field<IDataObject[] | undefined, 'statusCallbacks'> {
	const field = rows(
		'statusCallbacks',
		'Status Callbacks',
		{
			label: 'Callback',
			max,
			fields: [
				{ ...url, parse: (value, scope) => parseUrl(url.parse(value, scope).trim()) },
				choice('method', 'Method', METHODS, {
					initial: 'POST',
					description: 'HTTP method of the calls',
				}),
			],
		},
		{
			description: `The URLs that get the events, up to ${max}. The list replaces the one that is there.`,
		},
	);
	return {
		...field,
		parse: (value, scope) => {
			const list = field.parse(value, scope);
			if (list === undefined) throw new InvalidValue('has no URL', 'Add a callback with its URL.');
			return list;
		},
	};
}
