import { CHECK_BASE_URL } from '../credential';
import { isUncertain, RETRY } from '../sending/retry';
import { wordsFor } from './httpErrors';
import type { Failure } from './outcome';
import { withoutSecrets } from './problem';
import { retryAfter } from './retryAfter';
import type { Explanation, Subject, Words } from './words';

export type { Explanation, Subject };

/**
 * Says in plain words what happened and what to do about it.
 *
 * @param subject the request
 * @param outcome of its last attempt
 */
export function explain(subject: Subject, outcome: Failure): Explanation {
	const { meaning, nothing, wayOut, ...words } = inWords(subject, outcome);
	const parts = [meaning, fate(subject, outcome, nothing), wayOut];
	return { ...words, description: parts.filter(Boolean).join(' ') };
}

/**
 * Whether Twilio may have carried out a request that has no good answer. Both the text and the fact
 * for a workflow's error handling use this, so that they agree. Reading changes nothing.
 */
export function mayHaveRun(subject: Subject, outcome: Failure): boolean {
	return subject.method !== 'GET' && (subject.mayHaveRun || isUncertain(outcome));
}

/** The refusal of the last attempt says nothing about the attempts before it. */
export const EARLIER_TRY = 'An earlier try may have been carried out.';

/** Says whether Twilio carried the request out, and whether it is safe to repeat it. */
function fate(subject: Subject, outcome: Failure, nothing?: string): string | undefined {
	const isLong = (retryAfter(outcome) ?? 0) > RETRY.maxRetryAfterMs;
	const again = `Try again ${isLong ? 'later' : 'in a moment'}; running it again is safe.`;
	const isKnown = !isUncertain(outcome);
	if (!mayHaveRun(subject, outcome)) return isKnown ? nothing : again;
	if (isKnown) return EARLIER_TRY;
	return subject.repeatable
		? `It may have been carried out. ${again}`
		: 'Twilio may or may not have carried it out, so it was not repeated. Check in Twilio before you run it again.';
}

function inWords(subject: Subject, outcome: Failure): Words {
	const { host } = subject;
	switch (outcome.kind) {
		case 'unreachable':
			return {
				message: `No connection to ${host}`,
				nothing: 'Nothing was sent.',
				wayOut: `${CHECK_BASE_URL}, and the network or proxy of this n8n.`,
			};
		case 'lost':
			return {
				message: `The connection to ${host} was lost before an answer came`,
				failure: { cause: 'temporarily-unavailable' },
			};
		case 'blocked':
			return {
				message: `The request to ${host} could not be sent`,
				meaning: whyBlocked(host, outcome.reason),
				wayOut: `${CHECK_BASE_URL}, and the network settings of this n8n.`,
			};
		case 'garbled':
			return {
				message: `${host} gave an answer that cannot be read`,
				meaning: 'It is not JSON: it was cut off, or it is not Twilio that answers there.',
				wayOut: `${CHECK_BASE_URL}.`,
			};
		case 'foreign':
			return {
				message: `${host} answered with something that is not ${outcome.what}`,
				meaning: 'It may not be Twilio that answers there.',
				wayOut: `${CHECK_BASE_URL}.`,
			};
		case 'httpError':
			return wordsFor(subject, outcome);
	}
}

/** Adds the host, because the messages of Node.js and n8n do not say whose certificate it is. */
function whyBlocked(host: string, reason: string): string {
	const quoted = `n8n reports: "${withoutSecrets(reason).replace(/\.$/, '')}".`;
	return /certificate/i.test(reason)
		? `The certificate of ${host} was not accepted. ${quoted}`
		: quoted;
}
