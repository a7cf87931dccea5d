import { collectionField, type CollectionValues } from '../fields/collection';
import type { Field } from '../fields/field';

/** The "Additional Fields" of an operation: the optional ones. */
export function additionalFieldsCollection<const Fields extends readonly Field[]>(
	fields: Fields,
): Field<CollectionValues<Fields>, 'additionalFields'> {
	return collectionField('additionalFields', 'Additional Fields', fields);
}
