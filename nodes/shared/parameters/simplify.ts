import { booleanField } from '../fields/boolean';

export const simplify = booleanField('simplify', 'Simplify', true, {
	description: 'Whether to return a simplified version of the response instead of the raw data',
});
