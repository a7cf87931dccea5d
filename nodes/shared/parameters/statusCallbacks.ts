import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { asJson } from '../fields/asJson';
import type { Field } from '../fields/field';
import { fixedCollectionListField } from '../fields/fixedCollection';
import { optionsField } from '../fields/options';
import { requiredUrlField } from '../fields/url';

const url = requiredUrlField('url', 'URL', {
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
	return fixedCollectionListField(
		'statusCallbacks',
		'Status Callbacks',
		{
			label: 'Callback',
			max,
			fields: [
				url,
				optionsField('method', 'Method', METHODS, {
					initial: 'POST',
					description: 'HTTP method of the calls',
				}),
			],
		},
		{
			description: `The URLs that get the events, up to ${max}. The list replaces the one that is there.`,
		},
	);
}

/** The same as JSON. An empty list stops all events there, which a form cannot express. */
export function statusCallbacksJson(max: number) {
	return asJson(
		statusCallbacks(max),
		'[{ "url": "https://example.com/callback", "method": "POST" }]',
		{
			description: `The URLs that get the events, up to ${max}. An empty list stops all of them.`,
		},
	);
}
