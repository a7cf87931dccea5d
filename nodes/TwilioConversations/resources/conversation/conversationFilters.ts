import { configurationId } from '../../../shared/parameters/ids';
import { choices } from '../../../shared/fields/options';
import { moment } from '../../../shared/fields/number';
import { text } from '../../../shared/fields/string';
import type { Partially } from '../../../shared/fields/fixedCollection';
import { filtersOf } from '../../../shared/parameters/filters';
import { optionalId } from '../../../shared/fields/resourceLocator';
import { STATUSES } from './nameAndMetadata';

/** What both Get Many and Clean Up can look for. */
export const sharedFilters = [
	text('channelId', 'Channel ID', {
		trimmed: true,
		placeholder: 'e.g. CAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
		description: 'SID of a call or message: only the conversations it belongs to',
	}),
	optionalId({
		...configurationId,
		property: {
			...configurationId.property,
			description: 'Only conversations that follow this configuration',
		},
	}),
	moment('createdBefore', 'Created Before', {
		description: 'Only conversations that were created before this moment',
	}),
	text('nameContains', 'Name Contains', {
		placeholder: 'e.g. Order',
		description: 'Only conversations with this text in their name, upper or lower case',
	}),
	choices('status', 'Status', STATUSES, {
		description: 'Only conversations with one of these statuses',
	}),
] as const;

const filterFields = [
	...sharedFilters,
	moment('updatedBefore', 'Updated Before', {
		description:
			'Only conversations that have not changed since this moment, e.g. the idle ones of a clean-up',
	}),
] as const;

export const filters = filtersOf('filters', filterFields, {
	description: 'Which conversations to return. All filters have to match.',
});

export type Filters = Partially<typeof filterFields>;
