import type { CollectionValues } from '../../../shared/fields/collection';
import { refined, withProperty } from '../../../shared/fields/field';
import { checkPeriod, relativeDateTimeField } from '../../../shared/fields/relativeDateTime';
import { multiOptionsField } from '../../../shared/fields/options';
import { optionalId } from '../../../shared/fields/resourceLocator';
import { stringField } from '../../../shared/fields/string';
import { channelIdFilter } from '../../../shared/parameters/channelId';
import { filtersCollection } from '../../../shared/parameters/filters';
import { configurationId } from '../../../shared/parameters/ids';
import { metadataFilter } from '../../../shared/parameters/metadataFilter';
import { participantAddress } from '../../../shared/parameters/participantAddress';
import { CONVERSATION_STATUSES } from '../../../shared/parameters/statuses';

/** Filters of both Get Many and Clean Up. */
export const sharedFilters = [
	channelIdFilter({
		description: 'SID of a call or message: only the conversations it belongs to',
		wayOut: "For the conversations of a customer, use 'Participant Address' instead.",
	}),
	withProperty(optionalId(configurationId), {
		description: 'Only conversations that follow this configuration',
	}),
	relativeDateTimeField('createdAfter', 'Created After', {
		description: 'Only conversations that were created at this moment or later',
	}),
	relativeDateTimeField('createdBefore', 'Created Before', {
		description: 'Only conversations that were created before this moment',
	}),
	metadataFilter(
		'excludeMetadata',
		'Exclude Metadata',
		'Leaves out conversations with one of these metadata entries, upper or lower case, e.g. keep = true',
		'Excluded ',
	),
	metadataFilter('metadata', 'Metadata', 'Only conversations with all of these metadata entries'),
	stringField('nameContains', 'Name Contains', {
		placeholder: 'e.g. Order',
		description: 'Only conversations with this text in their name, upper or lower case',
	}),
	stringField('nameDoesNotContain', 'Name Does Not Contain', {
		placeholder: 'e.g. VIP',
		description:
			'Only conversations without this text in their name, upper or lower case. Those without a name are among them.',
	}),
	participantAddress,
	stringField('participantProfileId', 'Participant Profile ID', {
		trimmed: true,
		placeholder: 'e.g. mem_profile_01k1etx3jbfx88476ccja0889d',
		description: 'Only conversations in which the customer with this profile takes part',
	}),
	multiOptionsField('status', 'Status', CONVERSATION_STATUSES, {
		description: 'Only conversations with one of these statuses',
	}),
	relativeDateTimeField('updatedAfter', 'Updated After', {
		description: 'Only conversations that have changed at this moment or later',
	}),
	relativeDateTimeField('updatedBefore', 'Updated Before', {
		description:
			'Only conversations that have not changed since this moment, e.g. the idle ones of a clean-up',
	}),
] as const;

export type Filters = CollectionValues<typeof sharedFilters>;

export const filters = refined(
	filtersCollection('filters', sharedFilters, {
		description: 'Which conversations to return. All filters have to match.',
	}),
	withSpans,
);

/** @throws InvalidValue when a period ends before it begins, so that nothing can match */
export function withSpans<Values extends Filters>(values: Values): Values {
	const { createdAfter, createdBefore, updatedAfter, updatedBefore } = values;
	checkPeriod([createdAfter, createdBefore], ['Created After', 'Created Before']);
	checkPeriod([updatedAfter, updatedBefore], ['Updated After', 'Updated Before']);
	return values;
}
