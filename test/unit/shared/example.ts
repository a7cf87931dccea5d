import { asJson } from '../../../nodes/shared/fields/asJson';
import { collectionField } from '../../../nodes/shared/fields/collection';
import {
	fixedCollectionField,
	fixedCollectionListField,
} from '../../../nodes/shared/fields/fixedCollection';
import {
	requiredStringField,
	stringField,
	stringListField,
} from '../../../nodes/shared/fields/string';

export const list = fixedCollectionListField('people', 'People', {
	label: 'Person',
	max: 2,
	fields: [requiredStringField('name', 'Name'), stringField('nick', 'Nickname')],
});
export const overrides = fixedCollectionField('configuration', 'Overrides', 'Override', [
	stringListField('ids', 'IDs', { max: 2 }),
	stringField('note', 'Note'),
]);
export const fields = collectionField('options', 'Options', [
	stringField('zone', 'Zone'),
	list,
	asJson(list, '[{ "name": "N" }]'),
	overrides,
]);
