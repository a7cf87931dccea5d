import { booleanField } from '../../../../shared/fields/boolean';
import type { CollectionValues } from '../../../../shared/fields/collection';
import { InvalidValue } from '../../../../shared/fields/field';
import { integerField, numberField } from '../../../../shared/fields/number';
import { optionsField } from '../../../../shared/fields/options';
import { stringField, stringListField } from '../../../../shared/fields/string';
import { allowPrivateUrl } from '../../../../shared/parameters/allowPrivateUrl';
import { optionsCollection } from '../../../../shared/parameters/commonOptions';
import { maxWait } from '../../../../shared/parameters/waiting';
import { checkChoices } from './choices';

const MINUTE_MS = 60_000;
const UNITS_MS: Readonly<Record<string, number>> = {
	minutes: MINUTE_MS,
	hours: 60 * MINUTE_MS,
	days: 24 * 60 * MINUTE_MS,
};

const ifLimited = { displayOptions: { show: { limitWaitTime: [true] } } };

export const limitWaitTime = booleanField('limitWaitTime', 'Limit Wait Time', true, {
	description:
		'Whether to go on without a reply when the time is over, with the outcome timedOut. Without a limit, an execution that is cancelled leaves its URL at the conversation for good.',
});

export const resumeAmount = numberField('resumeAmount', 'Amount', 24, {
	...ifLimited,
	min: 0.01,
	max: 1000,
	description: 'How long to wait for the reply',
});

export const resumeUnit = optionsField(
	'resumeUnit',
	'Unit',
	[
		{ name: 'Days', value: 'days' },
		{ name: 'Hours', value: 'hours' },
		{ name: 'Minutes', value: 'minutes' },
	],
	{ ...ifLimited, initial: 'hours', description: 'Unit of the amount' },
);

/** @returns how long to wait, in milliseconds; undefined: without a limit */
export function waitLimit(input: {
	limitWaitTime: boolean;
	resumeAmount: number;
	resumeUnit: string | undefined;
}): number | undefined {
	const unit = UNITS_MS[input.resumeUnit ?? ''] ?? UNITS_MS.hours;
	return input.limitWaitTime ? input.resumeAmount * unit : undefined;
}

const choices = stringListField('choices', 'Choices', {
	placeholder: 'e.g. YES, NO',
	description:
		'Answers to wait for, separated by commas. Case and punctuation do not count. Any other answer keeps the workflow waiting.',
});

const askAgainText = stringField('askAgainText', 'Text to Ask Again', {
	placeholder: 'e.g. Please reply YES or NO',
	description: 'What to send when the answer is none of the choices',
});

const DEFAULT_MAX_ASKS = 1;

const maxAsks = integerField('maxAsks', 'Times to Ask Again', DEFAULT_MAX_ASKS, {
	min: 1,
	max: 10,
	description: 'How often to ask again at most. After that, it waits without a word.',
});

const optionFields = [allowPrivateUrl, askAgainText, choices, maxAsks, maxWait] as const;

export const options = optionsCollection(...optionFields);

type Options = CollectionValues<typeof optionFields>;

/** How an answer is judged. */
export interface Judging {
	readonly choices?: string[];
	readonly askAgainText?: string;
	readonly maxAsks: number;
}

/** @throws InvalidValue when options do not go together */
export function readJudging({
	choices: all,
	askAgainText: again,
	maxAsks: times,
}: Options): Judging {
	const place = (label: string) => ['Options', label];
	if (all !== undefined) checkChoices(all, place(choices.property.displayName));
	if (again !== undefined && all === undefined) {
		throw new InvalidValue(
			'has no choices to ask for',
			`Add '${choices.property.displayName}': without them, every answer is taken.`,
			place(askAgainText.property.displayName),
		);
	}
	if (times !== undefined && again === undefined) {
		throw new InvalidValue(
			'has no text to send',
			`Add '${askAgainText.property.displayName}', or remove this option.`,
			place(maxAsks.property.displayName),
		);
	}
	return { choices: all, askAgainText: again, maxAsks: times ?? DEFAULT_MAX_ASKS };
}
