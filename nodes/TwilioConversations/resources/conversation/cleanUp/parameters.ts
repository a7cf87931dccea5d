import { booleanField } from '../../../../shared/fields/boolean';
import type { CollectionValues } from '../../../../shared/fields/collection';
import { type Field, InvalidValue, refined } from '../../../../shared/fields/field';
import { fixedCollectionField } from '../../../../shared/fields/fixedCollection';
import { type RelativeDateTime, resolved } from '../../../../shared/fields/relativeDateTime';
import { integerField } from '../../../../shared/fields/number';
import { optionsField } from '../../../../shared/fields/options';
import { required } from '../../../../shared/fields/required';
import { optionsCollection } from '../../../../shared/parameters/commonOptions';
import { filtersCollection } from '../../../../shared/parameters/filters';
import { maxWait, waitForCompletion } from '../../../../shared/parameters/waiting';
import { CLOSED_IS_FINAL } from '../../../../shared/parameters/statuses';
import { checkSpans, sharedFilters, withSpans } from '../conversationFilters';
import { hasAge } from './ageFilters';

export const cleanUpAction = required(
	optionsField(
		'cleanUpAction',
		'Action',
		[
			{ name: 'Close', value: 'close', description: CLOSED_IS_FINAL },
			{ name: 'Delete', value: 'delete', description: 'With messages and participants' },
			{
				name: 'Set Inactive',
				value: 'inactive',
				description: 'The next message makes it active again',
			},
		],
		{ description: 'What to do with the conversations that are found' },
	),
);

const MILLISECONDS: Readonly<Record<string, number>> = {
	days: 86_400_000,
	hours: 3_600_000,
	minutes: 60_000,
};

const time = fixedCollectionField(
	'idleFor',
	'Idle For',
	'Time',
	[
		required(
			integerField('amount', 'Amount', 7, {
				min: 1,
				description: 'Number of days, hours or minutes',
			}),
		),
		required(
			optionsField(
				'unit',
				'Unit',
				[
					{ name: 'Days', value: 'days' },
					{ name: 'Hours', value: 'hours' },
					{ name: 'Minutes', value: 'minutes' },
				],
				{ description: 'Unit of the amount' },
			),
		),
	],
	{
		description:
			"Only conversations that have not been updated for this long and got no message in this time, by Twilio's clock",
	},
);

/** The value is in milliseconds. */
const idleFor: Field<number, 'idleFor'> = {
	...time,
	parse: (value, context) => {
		const { amount, unit } = time.parse(value, context) ?? {};
		if (typeof amount !== 'number' || typeof unit !== 'string') {
			throw new InvalidValue('is empty', 'Enter how long, or remove the filter.');
		}
		return amount * MILLISECONDS[unit];
	},
};

const filterFields = [...sharedFilters, idleFor] as const;

/**
 * Not named `filters` as in Get Many: n8n keeps a parameter's value when the user switches to an
 * operation with a parameter of the same name, and the default of one week would be lost.
 */
export const filters: Field<CollectionValues<typeof filterFields>, 'cleanUpFilters'> = refined(
	filtersCollection('cleanUpFilters', filterFields, {
		// A blank from a model must not widen the selection.
		alsoInToolCalls: true,
		default: { idleFor: { values: { amount: 7, unit: 'days' } } },
		description:
			"Which conversations to clean up. All filters have to match; one of them has to be an age or a customer. To erase all of a customer, add 'Participant Address' and remove 'Idle For'.",
	}),
	(parsed) => {
		const { participantAddress, participantProfileId } = parsed;
		const hasCustomer = participantAddress !== undefined || participantProfileId !== undefined;
		if (!hasAge(parsed) && !hasCustomer) {
			throw new InvalidValue(
				'has no age and no customer in it',
				"Add 'Idle For', 'Created Before' or 'Updated Before', so that conversations in use are left alone; or 'Participant Address' or 'Participant Profile ID' for all conversations of one customer.",
			);
		}
		checkPast('Created Before', parsed.createdBefore);
		checkPast('Updated Before', parsed.updatedBefore);
		if (parsed.idleFor !== undefined) {
			checkSpans(parsed, 'Idle For', { updatedBefore: { agoMs: parsed.idleFor } });
		}
		return withSpans(parsed);
	},
);

function checkPast(label: string, moment: RelativeDateTime | undefined): void {
	const now = Date.now();
	if (moment === undefined || resolved(moment, now) <= now) return;
	throw new InvalidValue(
		'is in the future',
		'Enter a moment that is past: every conversation is older than this one.',
		[label],
	);
}

export type CleanUpFilters = ReturnType<(typeof filters)['parse']>;

export const dryRun = booleanField('dryRun', 'Dry Run', true, {
	description: 'Whether to only list what would be done, and to change nothing',
});

export const maxConversations = required(
	integerField('maxConversations', 'Max Conversations', 500, {
		min: 1,
		description: 'Never more than this, the oldest first. What lies beyond is counted.',
	}),
);

export const output = optionsField(
	'output',
	'Output',
	[
		{ name: 'Each Conversation', value: 'items', description: 'An item for what became of each' },
		{ name: 'Summary', value: 'summary', description: 'One item with the numbers' },
	],
	{ description: 'What to return' },
);

const optionFields = [
	booleanField('checkAgain', 'Check Again Before Acting', true, {
		description:
			'Whether to read each conversation and its messages once more right before, and to leave alone what has changed since',
		hint: 'Off, a conversation that gets a message in the meantime is cleaned up all the same',
	}),
	booleanField('countMessages', 'Messages Count as Activity', true, {
		description:
			"Whether a message younger than 'Idle For' or 'Updated Before' keeps a conversation, even where Twilio has not updated its record. Takes a request for each conversation that is not closed.",
		hint: 'Off, a conversation with a new message may be cleaned up',
	}),
	booleanField('failAtEnd', 'Fail If Any Failed', true, {
		description:
			'Whether to fail the step at its end if any conversation failed. The details of the message hold the report.',
	}),
	maxWait,
	integerField('stopAfterFailures', 'Stop After Failures', 10, {
		min: 1,
		description: 'Begin no further conversation after so many in a row could not be cleaned up',
	}),
	waitForCompletion,
] as const;

export const options = optionsCollection(...optionFields);

export type CleanUpOptions = CollectionValues<typeof optionFields>;
