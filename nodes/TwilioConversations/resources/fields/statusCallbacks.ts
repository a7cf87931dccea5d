import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { choice } from './choice';
import { rows } from './composite';
import { jsonTwin } from './jsonTwin';
import { type Field, InvalidValue } from './field';
import { filled } from './presence';
import { flag } from './scalar';
import { requiredUrl } from './url';

const url = requiredUrl('url', 'URL', {
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
				url,
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

/** The same as JSON. */
export function statusCallbacksJson(max: number) {
	return jsonTwin(
		statusCallbacks(max),
		'[{ "url": "https://example.com/callback", "method": "POST" }]',
		{
			description: `The URLs that get the events, up to ${max}. An empty list stops all of them.`,
		},
	);
}

const stop = filled(
	flag('stopStatusCallbacks', 'Stop Status Callbacks', true, {
		description: 'Whether to send an empty list, so that Twilio reports no more events',
	}),
);

/** An empty list is an order, so it has a switch of its own and is never sent by accident. */
export const stopStatusCallbacks: Field<[] | undefined, 'statusCallbacks'> = {
	name: 'statusCallbacks',
	property: stop.property,
	parse: (value, scope) => (stop.parse(value, scope) ? [] : undefined),
};
