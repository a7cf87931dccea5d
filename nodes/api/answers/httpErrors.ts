import { CHECK_BASE_URL, CREDENTIAL_LABELS } from '../credential';
import type { Outcome } from './outcome';
import { retryAfter } from './retryAfter';
import { RETRY } from '../sending/retry';
import type { Subject, Words } from './words';

type HttpError = Extract<Outcome, { kind: 'httpError' }>;

type Explain = (subject: Subject, outcome: HttpError) => Words;

/** The meaning of each HTTP status for the user. */
export function wordsFor(subject: Subject, outcome: HttpError): Words {
	return (BY_STATUS[outcome.status] ?? otherStatus)(subject, outcome);
}

const BY_STATUS: Readonly<Record<number, Explain>> = {
	400: rejected,
	401: unauthorized,
	403: ({ target }) => ({
		message: `This credential is not allowed to use ${target ? `the ${target}` : 'this part of the API'}`,
		wayOut:
			'Give the API key the permission for Conversations, or use a key or token of the right account.',
		failure: { cause: 'credential-invalid' },
	}),
	404: notFound,
	405: notSupported,
	407: ({ host }) => ({
		message: `A proxy between this n8n and ${host} asks for a login`,
		nothing: 'Nothing reached Twilio.',
		wayOut: 'Whoever runs this n8n has to give user and password with the address of the proxy.',
	}),
	408: tooSlow,
	409: ({ target }, { problem }) => ({
		message: `Twilio reports a conflict${target ? ` on the ${target}` : ''}${colon(problem.message)}`,
		wayOut:
			'Something else already uses this, or is changing it right now. Wait a moment and try again, or look at it in Twilio.',
	}),
	422: rejected,
	425: couldNotProcess,
	429: ({ host }, outcome) => ({
		message: `${host} takes no more requests at the moment`,
		nothing: 'Nothing was done.',
		wayOut: `${waiting(outcome)}Run fewer executions at once, or try again later.`,
		failure: { cause: 'rate-limited', retryAfterMs: retryAfter(outcome) },
	}),
	499: tooSlow,
	501: notSupported,
	504: tooSlow,
	505: notSupported,
	522: tooSlow,
	524: tooSlow,
};

function otherStatus(subject: Subject, outcome: HttpError): Words {
	const { status } = outcome;
	if (status >= 300 && status <= 399) return redirected(subject);
	return status >= 400 && status <= 499
		? rejected(subject, outcome)
		: couldNotProcess(subject, outcome);
}

function notFound({ method, host, target }: Subject, { problem }: HttpError): Words {
	if (target !== undefined) {
		return {
			message: `The ${target} was not found`,
			wayOut:
				'It may have been deleted, or belong to another account than the credential. Check the ID.',
		};
	}
	// A list of the whole account is always there, even if it is empty.
	if (method === 'GET') {
		return {
			message: `${host} does not have the list that was asked for`,
			meaning: 'It may not be Twilio Conversations v2 that answers there.',
			wayOut: `${CHECK_BASE_URL}, e.g. https://conversations.twilio.com.`,
		};
	}
	return {
		message: `Twilio did not find what this refers to${colon(problem.message)}`,
		wayOut: 'Check that the IDs belong to the account of the credential.',
	};
}

function rejected({ target }: Subject, { problem }: HttpError): Words {
	const places = problem.pointers.map(inWords).filter(Boolean).join(', ');
	const fields = places === '' ? '' : ` Fields: ${places}.`;
	return {
		message: `Twilio rejected the request${target ? ` for the ${target}` : ''}${colon(problem.message)}`,
		nothing: 'Nothing was changed.',
		wayOut: `Correct the values and try again.${fields}`,
	};
}

/**
 * A JSON pointer (RFC 6901) in words, counting from 1.
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

/** A 401 is not always about a wrong credential (Twilio docs, Orchestrator troubleshooting). */
function unauthorized(_subject: Subject, { problem }: HttpError): Words {
	if (/terms/i.test(problem.message ?? '')) {
		return {
			message: 'The terms of Conversation Orchestrator have not been accepted for this account',
			wayOut:
				'The credential is fine. An owner of the account has to accept the Predictive and Generative AI/ML terms in the Twilio Console.',
			failure: { cause: 'configuration-invalid' },
		};
	}
	const { accountSid, authToken, apiKeySid, apiKeySecret } = CREDENTIAL_LABELS;
	return {
		message: 'Twilio did not accept the credential',
		wayOut: `Check '${accountSid}' and '${authToken}', or '${apiKeySid}' and '${apiKeySecret}', in the credential.`,
		failure: { cause: 'credential-invalid' },
	};
}

function redirected({ host }: Subject): Words {
	return {
		message: `${host} redirects the request elsewhere`,
		meaning: 'This is not followed, since it would hand over the credential.',
		nothing: 'Nothing was done.',
		wayOut: `${CHECK_BASE_URL}.`,
	};
}

/** Twilio supports all requests of this node, so another server answered. */
function notSupported({ host }: Subject): Words {
	return {
		message: `${host} does not support this kind of request`,
		meaning: 'It may not be Twilio that answers there.',
		nothing: 'Nothing was done.',
		wayOut: `${CHECK_BASE_URL}.`,
	};
}

function couldNotProcess({ host }: Subject, outcome: HttpError): Words {
	return {
		message: `${host} could not process the request`,
		nothing: 'Nothing was done.',
		wayOut: waiting(outcome).trim(),
		failure: { cause: 'temporarily-unavailable', retryAfterMs: retryAfter(outcome) },
	};
}

/** A proxy gave up waiting; Twilio may still carry the request out. */
function tooSlow(subject: Subject, outcome: HttpError): Words {
	return {
		...couldNotProcess(subject, outcome),
		message: `${subject.host} took too long to process the request`,
	};
}

/** How long Twilio asked to wait, if that was longer than this node waits. */
function waiting(outcome: HttpError): string {
	const milliseconds = retryAfter(outcome);
	if (milliseconds === undefined || milliseconds <= RETRY.maxRetryAfterMs) return '';
	return `It asks to wait ${Math.ceil(milliseconds / 1000)} seconds, longer than this node waits (${RETRY.maxRetryAfterMs / 1000}). `;
}

function colon(text: string | undefined): string {
	return text === undefined ? '' : `: ${text}`;
}
