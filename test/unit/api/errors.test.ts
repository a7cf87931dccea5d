/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { inspect } from 'util';

import fc from 'fast-check';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import {
	apiError,
	conflictingId,
	errorFor,
	isNotFound,
	type Subject,
} from '../../../nodes/api/errors';
import { type Failure, readFailure, readResponse } from '../../../nodes/api/outcome';
import { NODE } from '../node';

const HOST = 'conversations.twilio.com';
const TARGET = 'conversation "conv_1"';

const GET_ONE: Subject = {
	method: 'GET',
	host: HOST,
	target: TARGET,
	repeatable: true,
	attempts: 1,
};
const CREATE: Subject = { ...GET_ONE, method: 'POST', target: undefined, repeatable: false };

const refused = (status: number, body: unknown = '', headers = {}): Failure => {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const outcome = readResponse({ statusCode: status, headers, body: text });
	if (outcome.kind === 'done') throw new Error('a refusal is needed here');
	return outcome;
};
const classic = (message: string, code = 20001) => ({ code, message, status: 400 });
const lost: Failure = { kind: 'lost', code: 'ECONNRESET' };
const unreachable: Failure = { kind: 'unreachable', code: 'ENOTFOUND' };
const blocked: Failure = { kind: 'blocked', reason: 'self-signed certificate' };
const garbled: Failure = { kind: 'garbled', status: 200, headers: {} };

const IN_DOUBT =
	'Whether Twilio carried out the POST is not known, so it was not repeated. Look before you run it again.';

interface Case {
	readonly cause: string;
	readonly subject?: Partial<Subject>;
	readonly outcome: Failure;
	readonly message: string;
	readonly description: string;
	readonly failure?: NonNullable<NodeApiError['failure']>['cause'];
}

const cases: Case[] = [
	{
		cause: '400 on a record',
		outcome: refused(400, classic('name is too long')),
		message: `Twilio rejected the request for the ${TARGET}: name is too long`,
		description:
			'Nothing was changed. Correct the values and try again. Twilio said: "name is too long". (HTTP 400, Twilio code 20001)',
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
		message: 'Twilio rejected the request: Bad body is empty',
		description:
			'Nothing was changed. Correct the values and try again. Fields: /participants/0/addresses.',
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
		description: 'is changing it right now. (HTTP 409)',
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
		description: 'Running it again is safe. (HTTP 500)',
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
		cause: '503 that names a time: it was turned away, as often as it was tried',
		subject: { ...CREATE, attempts: 8 },
		outcome: refused(503, '', { 'Retry-After': '1' }),
		message: `${HOST} could not process the request`,
		description: 'Nothing was done. Try again later. (HTTP 503, 8 attempts)',
		failure: 'temporarily-unavailable',
	},
	{
		cause: '503 that names a long time',
		outcome: refused(503, '', { 'Retry-After': '600' }),
		message: `${HOST} could not process the request`,
		description:
			'Nothing was done. It asks to wait 600 seconds, longer than this node waits (120). Try again later.',
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
			"it would hand over the credential. Check 'Base URL' in the credential. (HTTP 302)",
	},
	{
		cause: 'no connection',
		subject: CREATE,
		outcome: unreachable,
		message: `No connection to ${HOST}`,
		description: 'Nothing was sent.',
	},
	{
		cause: 'a lost connection of a request that is safe',
		outcome: lost,
		message: `The connection to ${HOST} was lost before an answer came`,
		description: 'Running it again is safe. (network code ECONNRESET)',
		failure: 'temporarily-unavailable',
	},
	{
		cause: 'a lost connection of one that is not',
		subject: CREATE,
		outcome: lost,
		message: `The connection to ${HOST} was lost before an answer came`,
		description: `${IN_DOUBT} (network code ECONNRESET)`,
		failure: 'temporarily-unavailable',
	},
	{
		cause: 'a success that cannot be read',
		subject: CREATE,
		outcome: garbled,
		message: `${HOST} gave an answer that cannot be read`,
		description: `It is not JSON, so it may come from a proxy or be cut off. ${IN_DOUBT} (HTTP 200)`,
	},
	{
		cause: 'a request that was not sent',
		outcome: blocked,
		message: `The request to ${HOST} could not be sent`,
		description: "self-signed certificate. Check 'Base URL' in the credential",
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

describe('facts for the error handling of a workflow', () => {
	it("carries status, code, request id and Twilio's words, and nothing that is not known", () => {
		const outcome = refused(404, classic('Not found', 20404), { 'Twilio-Request-Id': 'RQ1' });
		const error = errorFor(NODE, GET_ONE, outcome);
		expect(error.httpCode).toBe('404');
		expect(error.context).toEqual({
			status: 404,
			requestId: 'RQ1',
			twilioCode: 20404,
			twilioMessage: 'Not found',
		});
		expect(error.description).toContain('(HTTP 404, Twilio code 20404, request RQ1)');
	});

	it('names the network code of a connection that failed', () => {
		expect(errorFor(NODE, GET_ONE, lost).context).toEqual({ networkCode: 'ECONNRESET' });
		expect(errorFor(NODE, GET_ONE, blocked).context).toEqual({});
	});

	it('says in a machine-readable way how long to wait', () => {
		const error = errorFor(NODE, GET_ONE, refused(429, '', { 'Retry-After': '600' }));
		expect(error.failure).toEqual({ cause: 'rate-limited', retryAfterMs: 600_000 });
	});

	it('knows a record that is not there', () => {
		expect(isNotFound(errorFor(NODE, GET_ONE, refused(404)))).toBe(true);
		expect(isNotFound(errorFor(NODE, GET_ONE, refused(400, { code: 404 })))).toBe(false);
		expect(isNotFound(new Error('404'))).toBe(false);
	});
});

describe('the record that is in the way', () => {
	const text = classic('Address mapping already exists on conversation conv_conversation_01abc');
	const idOf = (status: number, body: unknown, headers = {}) =>
		conflictingId(errorFor(NODE, CREATE, refused(status, body, headers)));

	it.each([
		['from the header', '', { 'X-Conflicting-Resource-Id': 'conv_1' }, 'conv_1'],
		['from the text', text, {}, 'conv_conversation_01abc'],
		['from the header before the text', text, { 'x-conflicting-resource-id': 'conv_2' }, 'conv_2'],
		[
			'from the text, when the header is empty',
			text,
			{ 'X-Conflicting-Resource-Id': '' },
			'conv_conversation_01abc',
		],
		['nowhere', classic('Something else'), {}, undefined],
	])('is known %s', (_name, body, headers, expected) => {
		expect(idOf(409, body, headers)).toBe(expected);
	});

	it('is asked for after a conflict only', () => {
		expect(idOf(400, text)).toBeUndefined();
		expect(conflictingId(new NodeOperationError(NODE, 'other'))).toBeUndefined();
		expect(conflictingId(undefined)).toBeUndefined();
	});
});

describe("n8n's own texts for network codes", () => {
	/** The codes that n8n looks for in a message, and two that it also looks for in a status. */
	const codes = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'ENOENT', 'EPERM'];
	const places = ['EACCES', 'EEXIST', 'EISDIR', 'ENOTDIR', 'EAI_AGAIN', 'getaddrinfo'];

	it.each([...codes, ...places])('do not replace a message with %s in it', (code) => {
		const target = `conversation "conv_${code}"`;
		const byId = errorFor(NODE, { ...GET_ONE, target }, refused(404));
		expect(byId.message).toBe(`The ${target} was not found`);

		const said = `Studio said ${code}`;
		const byText = errorFor(NODE, CREATE, refused(400, classic(said)));
		expect(byText.message).toBe(`Twilio rejected the request: ${said}`);

		const byHost = errorFor(NODE, { ...GET_ONE, host: `${code}.example` }, unreachable);
		expect(byHost.message).toBe(`No connection to ${code}.example`);
	});

	it('replace no message at all, whatever it says', () => {
		fc.assert(
			fc.property(fc.string(), fc.constantFrom(...codes), fc.string(), (before, code, after) => {
				const message = `${before}${code}${after}`;
				const error = apiError(NODE, { message, description: 'd' }, { networkCode: code });
				expect(error.message).toBe(message);
				expect(error.description).toBe('d');
			}),
		);
	});
});

describe('secrets', () => {
	const token = 'f00dfeed'.repeat(4);
	const basic = Buffer.from(`AC1:${token}`).toString('base64');

	/** As n8n's HTTP helper throws: its own error around that of axios, which holds the request. */
	const thrown = (code?: string) => {
		const request = {
			auth: { username: 'AC1', password: token },
			headers: { Authorization: `Basic ${basic}` },
		};
		const cause = Object.assign(new Error('failed'), {
			...(code !== undefined && { code }),
			config: request,
			request: { _header: `GET / HTTP/1.1\r\nAuthorization: Basic ${basic}\r\n`, ...request },
		});
		return Object.assign(new Error('failed', { cause }), { errorResponse: { cause } });
	};

	it.each(['ECONNRESET', 'ECONNREFUSED', 'CERT_HAS_EXPIRED', undefined])(
		'of the request are nowhere in the error (%s)',
		(code) => {
			const outcome = readFailure(thrown(code));
			if (outcome.kind === 'done') throw new Error('a failure is needed here');
			const error = errorFor(NODE, GET_ONE, outcome);
			const shown = [
				inspect(error, { depth: Infinity, showHidden: true, getters: true }),
				JSON.stringify(error),
				JSON.stringify({ ...error }),
				String(error.stack),
			].join('\n');
			expect(shown).toContain(HOST);
			expect(shown).not.toContain(token);
			expect(shown).not.toContain(basic);
			expect(shown).not.toContain('Authorization');
		},
	);
});
