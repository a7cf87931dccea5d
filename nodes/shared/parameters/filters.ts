import type { INodeProperties } from 'n8n-workflow';

import { collectionField, type CollectionValues } from '../fields/collection';
import type { Field } from '../fields/field';
import type { BlankRule } from '../fields/reading';

/**
 * The "Filters" of an operation or trigger. A blank filter is refused: without it, more would
 * match.
 *
 * @param alsoInToolCalls whether a blank from a model is refused too; otherwise it is ignored
 */
export function filtersCollection<Name extends string, const Fields extends readonly Field[]>(
	name: Name,
	fields: Fields,
	appearance: Partial<INodeProperties> & Pick<BlankRule, 'alsoInToolCalls'>,
): Field<CollectionValues<Fields>, Name> {
	return collectionField(name, 'Filters', fields, {
		placeholder: 'Add Filter',
		whenBlank: () =>
			'Enter a value, or remove the filter. Without it, more would match than you want.',
		...appearance,
	});
}
