import { asJson, byFields } from '../../../shared/fields/asJson';
import { stringField } from '../../../shared/fields/string';
import { metadata } from '../../../shared/parameters/metadata';

export const name = stringField('name', 'Name', {
	placeholder: 'e.g. Order 4711',
	description: 'Name of the conversation',
});

const entries = metadata({ merges: false });

export const newMetadata = byFields(entries);

export const newMetadataJson = asJson(entries, '{ "orderId": "4711" }', {
	description: 'Your own data on the conversation as an object of texts, up to 8 entries',
});
