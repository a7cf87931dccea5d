import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { asJson, byFields } from '../fields/asJson';
import type { Field } from '../fields/field';
import { fixedCollectionListField } from '../fields/fixedCollection';
import { optionsField } from '../fields/options';
import { requiredUrlField } from '../fields/url';

/** n8n shows hints of single fields, not of lists. */
const urlField = (hint: string | undefined) =>
	requiredUrlField('url', 'URL', {
		placeholder: 'e.g. https://example.com/callback',
		description: 'Where Twilio sends the events. It has to be public and begin with https.',
		...(hint !== undefined && { hint }),
	});

const METHODS: INodePropertyOptions[] = [
	{ name: 'GET', value: 'GET' },
	{ name: 'POST', value: 'POST' },
];

function callbackRows(
	max: number,
	hint: string | undefined,
): Field<IDataObject[] | undefined, 'statusCallbacks'> {
	return fixedCollectionListField(
		'statusCallbacks',
		'Status Callbacks',
		{
			label: 'Callback',
			max,
			fields: [
				urlField(hint),
				optionsField('method', 'Method', METHODS, {
					initial: 'POST',
					description: 'HTTP method of the calls',
				}),
			],
		},
		{
			description: `The URLs that get the events, up to ${max}`,
		},
	);
}

/**
 * The URLs that Twilio reports events to.
 *
 * @param max 20 on a conversation, 2 on a configuration (Twilio OpenAPI document)
 * @param hint what becomes of those that are there, where that is not said otherwise
 */
export function statusCallbacks(
	max: number,
	hint?: string,
): Field<IDataObject[] | undefined, 'statusCallbacks'> {
	return byFields(callbackRows(max, hint));
}

/** The same as JSON. An empty list stops all events there, which a form cannot express. */
export function statusCallbacksJson(max: number, hint?: string) {
	return asJson(
		callbackRows(max, hint),
		'[{ "url": "https://example.com/callback", "method": "POST" }]',
		{
			description: `The URLs that get the events, up to ${max}. An empty list stops all of them.`,
			...(hint !== undefined && { hint }),
		},
	);
}
