import { channelIdFilter } from '../../../shared/parameters/channelId';
import type { CollectionValues } from '../../../shared/fields/collection';
import { refined } from '../../../shared/fields/field';
import { checkPeriod, relativeDateTimeField } from '../../../shared/fields/relativeDateTime';
import { multiOptionsField } from '../../../shared/fields/options';
import { filtersCollection } from '../../../shared/parameters/filters';
import { PARTICIPANT_TYPES } from '../../../shared/parameters/participants';

const filterFields = [
	multiOptionsField('authorType', 'Author Type', PARTICIPANT_TYPES, {
		description: 'Only communications by participants of one of these types',
	}),
	channelIdFilter({
		description: 'SID of a call or message: only the communications that belong to it',
		wayOut: "To keep what one side said, use 'Author Type' instead.",
	}),
	relativeDateTimeField('since', 'Since', {
		description: 'Only communications that occurred at this moment or later',
	}),
	relativeDateTimeField('until', 'Until', {
		description: 'Only communications that occurred before this moment',
	}),
] as const;

export type CommunicationFilters = CollectionValues<typeof filterFields>;

export const filters = refined(
	filtersCollection('filters', filterFields, {
		description: 'Which communications to return. All filters have to match.',
	}),
	(values) => {
		checkPeriod([values.since, values.until], ['Since', 'Until']);
		return values;
	},
);
