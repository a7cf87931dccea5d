import { booleanField } from '../fields/boolean';
import { integerField } from '../fields/number';

export const waitForCompletion = booleanField('waitForCompletion', 'Wait for Completion', true, {
	description:
		'Whether to wait until Twilio has finished. Otherwise the operation ID is returned at once.',
});

/** The same where a message is sent: what is still on its way is no failure. */
export const waitUntilSent = booleanField('waitForCompletion', 'Wait for Completion', true, {
	description:
		'Whether to wait until Twilio has sent the message or failed to. A message that is still on its way after the maximum wait is returned as PENDING.',
});

/** Seconds. Work that takes more than a few minutes has gone wrong (Twilio docs, async operations). */
const DEFAULT_MAX_WAIT = 120;

export const maxWait = integerField('maxWait', 'Max Wait (Seconds)', DEFAULT_MAX_WAIT, {
	min: 1,
	max: 3600,
	description: 'How long to wait for Twilio to finish',
});

/** The chosen maximum wait, in milliseconds. */
export function waitTime({ maxWait: seconds = DEFAULT_MAX_WAIT }: { maxWait?: number }): number {
	return seconds * 1000;
}
