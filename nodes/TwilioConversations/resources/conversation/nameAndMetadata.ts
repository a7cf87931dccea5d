import { asJson } from '../../../shared/fields/asJson';
import { stringField } from '../../../shared/fields/string';
import { metadata } from '../../../shared/parameters/metadata';

export const name = stringField('name', 'Name', {
	placeholder: 'e.g. Order 4711',
	description: 'Name of the conversation',
});

export const newMetadata = metadata({ merges: false });

export const newMetadataJson = asJson(newMetadata, '{ "orderId": "4711" }', {
	description: 'Your own data on the conversation as an object of texts, up to 8 entries',
});
