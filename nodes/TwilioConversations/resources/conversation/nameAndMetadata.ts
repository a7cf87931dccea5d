import type { INodePropertyOptions } from 'n8n-workflow';

import { text } from '../../../shared/fields/string';
import { jsonTwin } from '../../../shared/fields/asJson';
import { metadata } from '../../../shared/parameters/metadata';

export const STATUSES: INodePropertyOptions[] = [
	{ name: 'Active', value: 'ACTIVE' },
	{ name: 'Closed', value: 'CLOSED', description: 'Final: it cannot be opened again' },
	{ name: 'Inactive', value: 'INACTIVE', description: 'The next message makes it active again' },
];

export const name = text('name', 'Name', {
	placeholder: 'e.g. Order 4711',
	description: 'Name of the conversation',
});

export const newMetadata = metadata({ merges: false });
export const newMetadataJson = jsonTwin(newMetadata, '{ "orderId": "4711" }', {
	description: 'Your own data on the conversation as an object of texts, up to 8 entries',
});
