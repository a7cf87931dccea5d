import { NodeApiError } from 'n8n-workflow';

import { errorFor } from '../../../nodes/api/answers/errors';
import type { Subject } from '../../../nodes/api/answers/explanations';
import type { Failure } from '../../../nodes/api/answers/outcome';
import { NODE } from '../../support/node';
import {
	BLOCKED,
	classic,
	CREATE,
	GARBLED,
	GET_ONE,
	HOST,
	LOST,
	refused,
	TARGET,
	UNREACHABLE,
} from './failures';

const IN_DOUBT =
	'Twilio may or may not have carried it out, so it was not repeated. Check in Twilio before you run it again.';

interface Case {
	readonly cause: string;
	readonly subject?: Partial<Subject>;
	readonly outcome: Failure;
	readonly message: string;
	readonly description: string;
	readonly failure?: NonNullable<NodeApiError['failure']>['cause'];
}

const cases: Case[] = [
	...[405, 501, 505].map((status) => ({
		cause: `${status}, which Twilio has no reason to answer`,
		subject: CREATE,
		outcome: refused(status, ''),
		message: `${HOST} does not support this kind of request`,
		description: `It may not be Twilio that answers there. Nothing was done. Check 'Base URL' in the credential. (HTTP ${status})`,
	})),
	{
		cause: '400 on a record',
		outcome: refused(400, classic('name is too long')),
		message: `Twilio rejected the request for the ${TARGET}: name is too long`,
		description:
			'Nothing was changed. Correct the values and try again. (HTTP 400, Twilio code 20001)',
	},
	{
		cause: '400 on a create, with the fields',
		subject: CREATE,
		outcome: refused(400, {
			title: 'Invalid',
			detail: 'Bad body',
			status: 400,
			code: 20001,
			errors: [{ detail: 'is empty', pointer: '/participants/0/addresses' }],
		}),
		message: 'Twilio rejected the request: Bad body; is empty',
		description:
			'Nothing was changed. Correct the values and try again. Fields: participants 1 > addresses.',
	},
	{
		cause: '400 with several places, however they are written',
		subject: CREATE,
		outcome: refused(400, {
			title: 'Invalid',
			status: 400,
			errors: ['#/participants/1/addresses/10/address', '/0/a~1b~0c', 'name', '/'].map(
				(pointer) => ({
					detail: 'is wrong',
					pointer,
				}),
			),
		}),
		message: 'Twilio rejected the request: Invalid; is wrong',
		description: 'Fields: participants 2 > addresses 11 > address, 1 > a/b~c, name. (HTTP 400)',
	},
	{
		cause: '400 with no place in it',
		subject: CREATE,
		outcome: refused(400, { title: 'Invalid', errors: [{ detail: 'is wrong', pointer: '/' }] }),
		message: 'Twilio rejected the request: Invalid; is wrong',
		description: 'Nothing was changed. Correct the values and try again. (HTTP 400)',
	},
	{
		cause: '400 without a word',
		outcome: refused(400, '<html>Bad Request</html>'),
		message: `Twilio rejected the request for the ${TARGET}`,
		description: 'Nothing was changed. Correct the values and try again. (HTTP 400)',
	},
	{
		cause: '422',
		outcome: refused(422, classic('unknown status')),
		message: `Twilio rejected the request for the ${TARGET}: unknown status`,
		description: 'Nothing was changed.',
	},
	{
		cause: '415, which has no words of its own',
		outcome: refused(415, classic('JSON only', 20422)),
		message: `Twilio rejected the request for the ${TARGET}: JSON only`,
		description: '(HTTP 415, Twilio code 20422)',
	},
	{
		cause: '401 for the credential',
		outcome: refused(401, { code: 20003, httpStatusCode: 401, message: 'Authenticate' }),
		message: 'Twilio did not accept the credential',
		description: "Check 'Account SID' and 'Auth Token', or 'API Key SID' and 'API Key Secret'",
		failure: 'credential-invalid',
	},
	{
		cause: '401 without a body',
		outcome: refused(401),
		message: 'Twilio did not accept the credential',
		description: '(HTTP 401)',
		failure: 'credential-invalid',
	},
	{
		cause: '401 for the terms',
		outcome: refused(401, {
			code: 20003,
			httpStatusCode: 401,
			message: 'Terms of service have not been accepted.',
		}),
		message: 'The terms of Conversation Orchestrator have not been accepted for this account',
		description: 'The credential is fine.',
		failure: 'configuration-invalid',
	},
	{
		cause: '403 on a record',
		outcome: refused(403, classic('Forbidden')),
		message: `This credential is not allowed to use the ${TARGET}`,
		description: 'Give the API key the permission',
		failure: 'credential-invalid',
	},
	{
		cause: '403 on a list',
		subject: { target: undefined },
		outcome: refused(403),
		message: 'This credential is not allowed to use this part of the API',
		description: '(HTTP 403)',
		failure: 'credential-invalid',
	},
	{
		cause: '404 on a record',
		outcome: refused(404, classic('Resource not found', 20404)),
		message: `The ${TARGET} was not found`,
		description: 'It may have been deleted, or belong to another account',
	},
	{
		cause: '404 on a list, which every account has',
		subject: { target: undefined },
		outcome: refused(404, classic('The requested resource /v2/Conversations was not found', 20404)),
		message: `${HOST} does not have the list that was asked for`,
		description:
			"It may not be Twilio Conversations v2 that answers there. Check 'Base URL' in the credential, e.g. https://conversations.twilio.com. (HTTP 404, Twilio code 20404)",
	},
	{
		cause: '404 on a create: what it refers to is missing',
		subject: CREATE,
		outcome: refused(404, classic('Configuration conv_configuration_1 not found', 20404)),
		message:
			'Twilio did not find what this refers to: Configuration conv_configuration_1 not found',
		description: 'Check that the IDs belong to the account of the credential.',
	},
	{
		cause: '409 on a create',
		subject: CREATE,
		outcome: refused(409, classic('Address mapping already exists')),
		message: 'Twilio reports a conflict: Address mapping already exists',
		description: 'Something else already uses this',
	},
	{
		cause: '409 on a record',
		outcome: refused(409),
		message: `Twilio reports a conflict on the ${TARGET}`,
		description:
			'is changing it right now. Wait a moment and try again, or look at it in Twilio. (HTTP 409)',
	},
	{
		cause: '429 after all attempts',
		subject: { attempts: 8 },
		outcome: refused(429, classic('Too many requests', 20429)),
		message: `${HOST} takes no more requests at the moment`,
		description:
			'Nothing was done. Run fewer executions at once, or try again later. Twilio said: "Too many requests". (HTTP 429, Twilio code 20429, 8 attempts)',
		failure: 'rate-limited',
	},
	{
		cause: '429 that asks for more than is waited for',
		outcome: refused(429, '', { 'Retry-After': '604800' }),
		message: `${HOST} takes no more requests at the moment`,
		description:
			'Nothing was done. It asks to wait 604800 seconds, longer than this node waits (120). Run fewer',
		failure: 'rate-limited',
	},
	{
		cause: '500 of a request that is safe',
		outcome: refused(500, '<html>'),
		message: `${HOST} could not process the request`,
		description: 'Try again in a moment; running it again is safe. (HTTP 500)',
		failure: 'temporarily-unavailable',
	},
	{
		cause: '500 of a write that is safe to repeat',
		subject: { method: 'DELETE', attempts: 8 },
		outcome: refused(500, '<html>'),
		message: `${HOST} could not process the request`,
		description:
			'It may have been carried out. Try again in a moment; running it again is safe. (HTTP 500, 8 attempts)',
		failure: 'temporarily-unavailable',
	},
	{
		cause: '502 of one that is not',
		subject: CREATE,
		outcome: refused(502, '<html>'),
		message: `${HOST} could not process the request`,
		description: `${IN_DOUBT} (HTTP 502)`,
		failure: 'temporarily-unavailable',
	},
	{
		cause: '503 that names a time, which may come after the work too',
		subject: { ...CREATE, attempts: 8 },
		outcome: refused(503, '', { 'Retry-After': '1' }),
		message: `${HOST} could not process the request`,
		description: `${IN_DOUBT} (HTTP 503, 8 attempts)`,
		failure: 'temporarily-unavailable',
	},
	{
		cause: '503 that names a long time',
		outcome: refused(503, '', { 'Retry-After': '600' }),
		message: `${HOST} could not process the request`,
		description:
			'Try again later; running it again is safe. It asks to wait 600 seconds, longer than this node waits (120).',
		failure: 'temporarily-unavailable',
	},
	{
		cause: '503 that names none',
		subject: CREATE,
		outcome: refused(503),
		message: `${HOST} could not process the request`,
		description: `${IN_DOUBT} (HTTP 503)`,
		failure: 'temporarily-unavailable',
	},
	{
		cause: 'a redirect',
		outcome: refused(302, '', { Location: 'https://elsewhere.example' }),
		message: `${HOST} redirects the request elsewhere`,
		description:
			"it would hand over the credential. Nothing was done. Check 'Base URL' in the credential. (HTTP 302)",
	},
	{
		cause: 'no connection',
		subject: CREATE,
		outcome: UNREACHABLE,
		message: `No connection to ${HOST}`,
		description: 'Nothing was sent.',
	},
	{
		cause: 'a lost connection of a request that is safe',
		outcome: LOST,
		message: `The connection to ${HOST} was lost before an answer came`,
		description: 'Try again in a moment; running it again is safe. (network code ECONNRESET)',
		failure: 'temporarily-unavailable',
	},
	{
		cause: 'a lost connection of one that is not',
		subject: CREATE,
		outcome: LOST,
		message: `The connection to ${HOST} was lost before an answer came`,
		description: `${IN_DOUBT} (network code ECONNRESET)`,
		failure: 'temporarily-unavailable',
	},
	{
		cause: 'a success that cannot be read',
		subject: CREATE,
		outcome: GARBLED,
		message: `${HOST} gave an answer that cannot be read`,
		description: `It is not JSON: it was cut off, or it is not Twilio that answers there. ${IN_DOUBT} Check 'Base URL' in the credential. (HTTP 200)`,
	},
	{
		cause: 'a request that was not sent',
		outcome: BLOCKED,
		message: `The request to ${HOST} could not be sent`,
		description: `The certificate of ${HOST} was not accepted. n8n reports: "self-signed certificate". Check 'Base URL' in the credential`,
	},
	{
		cause: 'a request that n8n forbids',
		outcome: { kind: 'blocked', reason: 'The address is not allowed.' },
		message: `The request to ${HOST} could not be sent`,
		description: `n8n reports: "The address is not allowed". Check 'Base URL' in the credential`,
	},
];

describe('from the cause to what the user reads', () => {
	it.each(cases.map((entry): [string, Case] => [entry.cause, entry]))('%s', (_cause, entry) => {
		const error = errorFor(NODE, { ...GET_ONE, ...entry.subject }, entry.outcome);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe(entry.message);
		expect(error.description).toContain(entry.description);
		expect(error.description).not.toMatch(/ {2}|undefined|null/);
		expect(error.failure?.cause).toBe(entry.failure);
	});
});

describe('text and fact about what may have been carried out', () => {
	const statuses = Array.from({ length: 500 }, (_, index) => index + 100).filter(
		(status) => status < 200 || status > 299,
	);
	const outcomes: Failure[] = [
		...statuses.flatMap((status) => [refused(status), refused(status, '', { 'Retry-After': '1' })]),
		LOST,
		UNREACHABLE,
		BLOCKED,
		GARBLED,
		{
			kind: 'foreign',
			what: 'a conversation',
			status: 200,
			headers: {},
			problem: { pointers: [] },
		},
	];
	const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
	const subjects = methods.flatMap((method) =>
		[true, false].flatMap((repeatable) =>
			[true, false].map((earlier) => ({ ...GET_ONE, method, repeatable, mayHaveRun: earlier })),
		),
	);

	it.each(subjects)(
		'agree for $method, repeatable $repeatable, an earlier try in doubt $mayHaveRun',
		(subject) => {
			for (const outcome of outcomes) {
				const { message, description, context } = errorFor(NODE, subject, outcome);
				const text = `${message} ${description}`;
				expect([text, /may (or may not )?have (been )?carried/.test(text)]).toEqual([
					text,
					context.mayHaveRun,
				]);
				// Work that may be done is never denied; reading changes nothing anyway.
				if (context.mayHaveRun === true) expect(text).not.toMatch(/nothing (was|reached)/i);
				if (subject.method === 'GET') expect(context.mayHaveRun).toBe(false);
				// A request that must not run twice is never called safe.
				if (!subject.repeatable && context.mayHaveRun === true) expect(text).not.toContain('safe');
			}
		},
	);

	it.each([408, 425, 499, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530, 599])(
		'%d may have come after the work',
		(status) => {
			for (const headers of [{}, { 'Retry-After': '1' }, { 'Retry-After': '600' }]) {
				const error = errorFor(NODE, CREATE, refused(status, '', headers));
				expect(error.context.mayHaveRun).toBe(true);
				expect(error.description).toContain(IN_DOUBT);
			}
		},
	);

	it.each([301, 302, 307, 308, 400, 401, 403, 404, 405, 407, 409, 422, 429, 501])(
		'%d came instead of it',
		(status) => {
			expect(errorFor(NODE, CREATE, refused(status)).context.mayHaveRun).toBe(false);
		},
	);

	it('a proxy that asks for a login is not Twilio that does', () => {
		const error = errorFor(NODE, CREATE, refused(407, '<html>'));
		expect(error.message).toBe(`A proxy between this n8n and ${HOST} asks for a login`);
		expect(error.description).toContain('Nothing reached Twilio.');
	});
});
