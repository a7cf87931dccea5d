import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { explain, type Explanation, mayHaveRun, type Subject } from './explanations';
import type { Failure } from './outcome';
import { withoutSecrets } from './problem';

/** Facts for the error handling of a workflow, in `error.context`. */
export type ErrorFacts = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * The only place that creates an error about a request of this package.
 *
 * n8n replaces a message that happens to contain the code of a network error (ENOENT, EPERM, …),
 * which an id or a text of Twilio may do, so the message is set again afterwards. The raw response
 * is not attached: it would carry the request with its credential.
 *
 * @param node that the error is shown on
 * @param explanation the text for the user
 * @param facts status, code, request id and the like
 */
export function apiError(node: INode, explanation: Explanation, facts: ErrorFacts): NodeApiError {
	const { message, description, failure } = explanation;
	const known: JsonObject = {};
	for (const [name, value] of Object.entries(facts)) if (value !== undefined) known[name] = value;
	const error = new NodeApiError(node, known, {
		message,
		description,
		httpCode: facts.status?.toString(),
		failure,
	});
	error.message = message;
	Object.assign(error.context, known);
	return error;
}

/** Twilio's text for a 404: only the path, which is long and which n8n does not wrap. */
const ONLY_THE_PATH = /^The requested resource \S+ was not found\.?$/;

/**
 * Converts the outcome of a failed request to the error that the user sees.
 *
 * @param node that the error is shown on
 * @param subject the request
 * @param outcome of its last attempt
 */
export function errorFor(node: INode, subject: Subject, outcome: Failure): NodeApiError {
	const { description, ...explanation } = explain(subject, outcome);
	const facts = factsOf(outcome);
	const twilioMessage = String(facts.twilioMessage ?? '');
	const isNews =
		twilioMessage !== '' &&
		!explanation.message.includes(twilioMessage) &&
		!ONLY_THE_PATH.test(twilioMessage);
	const parts = [
		description,
		isNews && `${outcome.kind === 'foreign' ? 'It' : 'Twilio'} said: "${twilioMessage}".`,
		whereFrom({ ...facts, attempts: subject.attempts }),
	];
	return apiError(
		node,
		{ ...explanation, description: parts.filter(Boolean).join(' ') },
		{ ...facts, attempts: subject.attempts, mayHaveRun: mayHaveRun(subject, outcome) },
	);
}

/**
 * Converts the error of a further request to the error of the step, which is about the write before
 * that request.
 *
 * @param further the error of the further request
 * @param explanation `message` says what happened to the write; the further error is added to it
 * @param facts of the step. The status of the further request is left out, since it would be taken
 *   for that of the write, and so is the fact that it was not sent.
 */
export function stepError(
	node: INode,
	further: NodeApiError,
	{ message, description }: Explanation,
	facts: ErrorFacts,
): NodeApiError {
	const { status, ...known } = further.context;
	delete known.notSent;
	const said = typeof known.twilioMessage === 'string' ? known.twilioMessage : '';
	const isNews = said !== '' && !further.message.includes(said) && !ONLY_THE_PATH.test(said);
	const parts = [description, isNews && `Twilio said: "${said}".`, whereFrom({ ...known, status })];
	const error = apiError(
		node,
		{
			message: `${message}: ${further.message}`,
			description: parts.filter(Boolean).join(' '),
		},
		{},
	);
	Object.assign(error.context, known, facts);
	return error;
}

/**
 * What Twilio's support asks for.
 *
 * @returns e.g. `(HTTP 404, Twilio code 20404, request RQ…)`; empty if nothing is known
 */
function whereFrom(facts: Readonly<Record<string, unknown>>): string {
	const origin = Object.entries(ORIGINS).flatMap(([name, label]) =>
		facts[name] ? `${label} ${String(facts[name])}` : [],
	);
	if (Number(facts.attempts) > 1) origin.push(`${String(facts.attempts)} attempts`);
	return origin.length > 0 ? `(${origin.join(', ')})` : '';
}

/** Labels by name of the fact. */
const ORIGINS = {
	status: 'HTTP',
	twilioCode: 'Twilio code',
	networkCode: 'network code',
	requestId: 'request',
};

function factsOf(outcome: Failure): ErrorFacts {
	if (outcome.kind === 'blocked') return {};
	if (outcome.kind === 'unreachable' || outcome.kind === 'lost') {
		return { networkCode: outcome.code };
	}
	const { status, headers } = outcome;
	const facts = { status, requestId: idIn(headers['twilio-request-id']) };
	if (outcome.kind === 'garbled') return facts;
	return {
		...facts,
		twilioCode: outcome.problem.code,
		twilioMessage: outcome.problem.message,
		conflictingId: idIn(headers['x-conflicting-resource-id']) ?? idInText(outcome.problem.message),
	};
}

/** @returns undefined if the header is missing, or repeats a credential instead of an id */
function idIn(header: string | undefined): string | undefined {
	return header && withoutSecrets(header) === header ? header : undefined;
}

/** Some answers name the id only in the text (Twilio Agent Connect SDK, tests). */
function idInText(message = ''): string | undefined {
	return /already exists on \w+ (\w+)/.exec(message)?.[1];
}

/** @returns the id of the conflicting record, if the error is about one (HTTP 409) */
export function conflictingId(error: unknown): string | undefined {
	if (!(error instanceof NodeApiError) || statusOf(error) !== 409) return undefined;
	const { conflictingId: id } = error.context;
	return typeof id === 'string' ? id : undefined;
}

/** @returns the HTTP status of the error, if it has one */
export function statusOf(error: unknown): number | undefined {
	return error instanceof NodeApiError && error.httpCode ? Number(error.httpCode) : undefined;
}

/** @returns whether the error says that the record does not exist (HTTP 404) */
export function isNotFound(error: unknown): boolean {
	return statusOf(error) === 404;
}
