import { MAX_AT_ONCE } from '../../api/sending/limiter';
import { collectionField, type CollectionValues } from '../fields/collection';
import type { Field } from '../fields/field';
import { integerField } from '../fields/number';

/** One limit for the whole step, so no expression: its value could differ between items. */
const maxRequests = integerField('maxRequests', 'Max Requests at Once', MAX_AT_ONCE, {
	min: 1,
	max: MAX_AT_ONCE,
	noDataExpression: true,
	description:
		'Never have more requests under way than this, for all items together. The node slows down by itself when Twilio refuses requests.',
});

type WithMaxRequests<Fields extends readonly Field[]> = readonly [...Fields, typeof maxRequests];

/** The "Options" of an operation: its own, and those of all operations. */
export function optionsCollection<const Fields extends readonly Field[]>(
	...own: Fields
): Field<CollectionValues<WithMaxRequests<Fields>>, 'options'> {
	const all: WithMaxRequests<Fields> = [...own, maxRequests];
	return collectionField('options', 'Options', all, { placeholder: 'Add Option' });
}

/** The "Options" of an operation that has none of its own. */
export const commonOptions = optionsCollection();
