import { booleanField } from '../fields/boolean';
import { integerField } from '../fields/number';

export const returnAll = booleanField('returnAll', 'Return All', false, {
	description: 'Whether to return all results or only up to a given limit',
});

export const limit = integerField('limit', 'Limit', 50, {
	min: 1,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
});
