import { channelIdFilter } from '../../../shared/parameters/channelId';
import type { CollectionValues } from '../../../shared/fields/collection';
import { InvalidValue, refined } from '../../../shared/fields/field';
import { relativeDateTimeField, resolved } from '../../../shared/fields/relativeDateTime';
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
		const { since, until } = values;
		const now = Date.now();
		if (since === undefined || until === undefined) return values;
		if (resolved(since, now) < resolved(until, now)) return values;
		throw new InvalidValue(
			"is not before 'Until', so nothing can match",
			'Enter the earlier moment in the first and the later one in the second.',
			['Since'],
		);
	},
);
