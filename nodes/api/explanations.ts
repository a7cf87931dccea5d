import type { NodeApiError } from 'n8n-workflow';

import type { Failure, Outcome } from './outcome';
import { RETRY, retryAfter } from './retry';

/** The request an error is about. */
export interface Subject {
	readonly method: string;
	/** Host of the base URL, e.g. `conversations.twilio.com`. */
	readonly host: string;
	/** What the path points at, e.g. `conversation "conv_…"`; undefined for a whole collection. */
	readonly target?: string;
	/** Whether it could have been repeated without harm. */
	readonly repeatable: boolean;
	readonly attempts: number;
	/** Whether one of the attempts may have been carried out although no good answer came. */
	readonly mayHaveRun: boolean;
}

/** Words for the user, and n8n's machine-readable cause where there is one. */
export interface Explanation {
	readonly message: string;
	/** The way out. Twilio's own words, code and request id are added to it. */
	readonly description: string;
	readonly failure?: NodeApiError['failure'];
}

type HttpError = Extract<Outcome, { kind: 'httpError' }>;

/**
 * Says in plain words what happened and what to do about it.
 *
 * @param subject the request
 * @param outcome what became of it
 */
export function explain(subject: Subject, outcome: Failure): Explanation {
	switch (outcome.kind) {
		case 'unreachable':
			return {
				message: `No connection to ${subject.host}`,
				description: `${nothingOr(subject, 'Nothing was sent.')} Check 'Base URL' in the credential, and the network or proxy of this n8n.`,
			};
		case 'lost':
			return {
				message: `The connection to ${subject.host} was lost before an answer came`,
				description: doubt(subject),
				failure: { cause: 'temporarily-unavailable' },
			};
		case 'blocked':
			return {
				message: `The request to ${subject.host} could not be sent`,
				description: `${whyBlocked(subject, outcome.reason)} Check 'Base URL' in the credential, and the network settings of this n8n.`,
			};
		case 'garbled':
			return {
				message: `${subject.host} gave an answer that cannot be read`,
				description: `It is not JSON, so it may come from a proxy or be cut off. ${doubt(subject)}`,
			};
		case 'httpError':
			return (BY_STATUS[outcome.status] ?? otherStatus)(subject, outcome);
	}
}

/** The last try was turned away, which says nothing about those before it. */
function nothingOr({ mayHaveRun }: Subject, nothing: string): string {
	return mayHaveRun ? 'An earlier try may have been carried out.' : nothing;
}

/** Whether it was done is unknown: say so. */
function doubt({ repeatable, method }: Subject): string {
	const again = 'Try again in a moment; running it again is safe.';
	if (method === 'GET') return again;
	return repeatable
		? `It may have been carried out. ${again}`
		: 'Twilio may or may not have carried it out, so it was not repeated. Check in Twilio before you run it again.';
}

/** The words of Node.js or n8n, which do not say whose certificate they are about. */
function whyBlocked({ host }: Subject, reason: string): string {
	const quoted = `n8n reports: "${reason.replace(/\.$/, '')}".`;
	return /certificate/i.test(reason)
		? `The certificate of ${host} was not accepted. ${quoted}`
		: quoted;
}

type Explain = (subject: Subject, outcome: HttpError) => Explanation;

const BY_STATUS: Readonly<Record<number, Explain>> = {
	400: rejected,
	401: unauthorized,
	403: ({ target }) => ({
		message: `This credential is not allowed to use ${target ? `the ${target}` : 'this part of the API'}`,
		description:
			'Give the API key the permission for Conversations, or use a key or token of the right account.',
		failure: { cause: 'credential-invalid' },
	}),
	404: ({ target }, { problem }) =>
		target === undefined
			? {
					message: `Twilio did not find what this refers to${colon(problem.message)}`,
					description: 'Check that the IDs belong to the account of the credential.',
				}
			: {
					message: `The ${target} was not found`,
					description:
						'It may have been deleted, or belong to another account than the credential. Check the ID.',
				},
	409: ({ target }, { problem }) => ({
		message: `Twilio reports a conflict${target ? ` on the ${target}` : ''}${colon(problem.message)}`,
		description:
			'Something else already uses this, or is changing it right now. Wait a moment and try again, or look at it in Twilio.',
	}),
	422: rejected,
	429: (subject, outcome) => ({
		message: `${subject.host} takes no more requests at the moment`,
		description: `${nothingOr(subject, 'Nothing was done.')} ${waiting(outcome)}Run fewer executions at once, or try again later.`,
		failure: { cause: 'rate-limited', retryAfterMs: retryAfter(outcome) },
	}),
};

function rejected(subject: Subject, { problem }: HttpError): Explanation {
	const { target } = subject;
	const places = problem.pointers.map(inWords).filter(Boolean).join(', ');
	const fields = places === '' ? '' : ` Fields: ${places}.`;
	return {
		message: `Twilio rejected the request${target ? ` for the ${target}` : ''}${colon(problem.message)}`,
		description: `${nothingOr(subject, 'Nothing was changed.')} Correct the values and try again.${fields}`,
	};
}

/**
 * A JSON pointer (RFC 6901) as a reader counts.
 *
 * @param pointer e.g. `/participants/0/addresses`
 * @returns e.g. `participants 1 > addresses`
 */
function inWords(pointer: string): string {
	return pointer
		.replace(/\/(\d+)(?=\/|$)/g, (_, index: string) => ` ${Number(index) + 1}`)
		.replace(/^#?[/ ]/, '')
		.replace(/\//g, ' > ')
		.replace(/~1/g, '/')
		.replace(/~0/g, '~');
}

/** A 401 is not always a wrong credential (Twilio docs, Orchestrator troubleshooting). */
function unauthorized(_subject: Subject, { problem }: HttpError): Explanation {
	if (/terms/i.test(problem.message ?? '')) {
		return {
			message: 'The terms of Conversation Orchestrator have not been accepted for this account',
			description:
				'The credential is fine. An owner of the account has to accept the Predictive and Generative AI/ML terms in the Twilio Console.',
			failure: { cause: 'configuration-invalid' },
		};
	}
	return {
		message: 'Twilio did not accept the credential',
		description:
			"Check 'Account SID' and 'Auth Token', or 'API Key SID' and 'API Key Secret', in the credential.",
		failure: { cause: 'credential-invalid' },
	};
}

function otherStatus(subject: Subject, outcome: HttpError): Explanation {
	if (outcome.status >= 500) {
		const retryAfterMs = retryAfter(outcome);
		// A 503 that names a time was turned away, not carried out: the retry rule relies on it too.
		const turnedAway = outcome.status === 503 && retryAfterMs !== undefined;
		return {
			message: `${subject.host} could not process the request`,
			description: turnedAway
				? `${nothingOr(subject, 'Nothing was done.')} ${waiting(outcome)}Try again later.`
				: doubt(subject),
			failure: { cause: 'temporarily-unavailable', retryAfterMs },
		};
	}
	if (outcome.status < 400) {
		return {
			message: `${subject.host} redirects the request elsewhere`,
			description:
				"This is not followed, since it would hand over the credential. Check 'Base URL' in the credential.",
		};
	}
	return rejected(subject, outcome);
}

/** How long Twilio asked to wait, where that was more than this node waits. */
function waiting(outcome: HttpError): string {
	const milliseconds = retryAfter(outcome);
	if (milliseconds === undefined || milliseconds <= RETRY.maxRetryAfterMs) return '';
	return `It asks to wait ${Math.ceil(milliseconds / 1000)} seconds, longer than this node waits (${RETRY.maxRetryAfterMs / 1000}). `;
}

function colon(text: string | undefined): string {
	return text === undefined ? '' : `: ${text}`;
}
