import type { CollectionValues } from '../../../shared/fields/collection';
import { InvalidValue, refined, withProperty } from '../../../shared/fields/field';
import {
	type RelativeDateTime,
	relativeDateTimeField,
	resolved,
} from '../../../shared/fields/relativeDateTime';
import { multiOptionsField } from '../../../shared/fields/options';
import { optionalId } from '../../../shared/fields/resourceLocator';
import { stringField } from '../../../shared/fields/string';
import { channelIdFilter } from '../../../shared/parameters/channelId';
import { filtersCollection } from '../../../shared/parameters/filters';
import { configurationId } from '../../../shared/parameters/ids';
import { metadataFilter } from '../../../shared/parameters/metadataFilter';
import { excludedText, selectedText } from '../../../shared/parameters/excludedText';
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
	refined(
		metadataFilter(
			'excludeMetadata',
			'Exclude Metadata',
			'Leaves out conversations with one of these metadata entries, upper or lower case, e.g. keep = true',
			'Excluded ',
		),
		(entries) => entries?.map(({ key, value }) => ({ key, value: value && excludedText(value) })),
	),
	metadataFilter('metadata', 'Metadata', 'Only conversations with all of these metadata entries'),
	refined(
		stringField('nameContains', 'Name Contains', {
			placeholder: 'e.g. Order',
			description: 'Only conversations with this text in their name, upper or lower case',
		}),
		(entered) => entered && selectedText(entered),
	),
	refined(
		stringField('nameDoesNotContain', 'Name Does Not Contain', {
			placeholder: 'e.g. VIP',
			description:
				'Only conversations without this text in their name, upper or lower case. Those without a name are among them.',
		}),
		(entered) => entered && excludedName(entered),
	),
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

/**
 * A name is text: true or false are the result of a condition. Whoever adds the wildcards of a search
 * means the text between them.
 */
function excludedName(entered: string): string {
	if (!/^\s*(true|false)\s*$/i.test(entered)) {
		return excludedText(entered.trim().replace(/^[*%]+|[*%]+$/g, ''));
	}
	throw new InvalidValue(`is no text: "${entered.trim()}"`, 'Enter the text itself, e.g. VIP');
}

/** @throws InvalidValue when a period ends before it begins, so that nothing can match */
export function withSpans<Values extends Filters>(values: Values): Values {
	const { createdBefore, updatedBefore } = values;
	checkSpans(values, 'Created Before', { createdBefore });
	checkSpans(values, 'Updated Before', { updatedBefore });
	return values;
}

/**
 * @param label of the filter that ends the period
 * @param end what it says. Nothing changes before it is created, so the last change ends both periods
 * @throws InvalidValue as `withSpans`
 */
export function checkSpans(
	{ createdAfter, updatedAfter }: Filters,
	label: string,
	{ createdBefore, updatedBefore }: Filters,
): void {
	checkSpan('Created After', createdAfter, label, createdBefore ?? updatedBefore);
	checkSpan('Updated After', updatedAfter, label, updatedBefore);
}

function checkSpan(
	afterLabel: string,
	after: RelativeDateTime | undefined,
	label: string,
	before: RelativeDateTime | undefined,
): void {
	if (after === undefined || before === undefined) return;
	const now = Date.now();
	if (resolved(after, now) < resolved(before, now)) return;
	throw new InvalidValue(
		`is not before '${label}', so nothing can match`,
		'Enter the earlier moment in the first and the later one in the second.',
		[afterLabel],
	);
}
