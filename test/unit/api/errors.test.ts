/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { inspect } from 'util';

import fc from 'fast-check';
import { NodeOperationError } from 'n8n-workflow';

import { apiError, conflictingId, errorFor, isNotFound } from '../../../nodes/api/answers/errors';
import { readFailure } from '../../../nodes/api/answers/outcome';
import { NODE } from '../../support/node';
import { BLOCKED, classic, CREATE, GET_ONE, HOST, LOST, refused, UNREACHABLE } from './failures';

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
			attempts: 1,
			mayHaveRun: false,
		});
		expect(error.description).toContain('(HTTP 404, Twilio code 20404, request RQ1)');
	});

	it('holds no credential that an answer repeats where an id or a field belongs', () => {
		const secret = '0123456789abcdef'.repeat(2);
		const body = JSON.stringify({ title: 'No', errors: [{ detail: 'x', pointer: `/${secret}` }] });
		const headers = { 'Twilio-Request-Id': secret, 'X-Conflicting-Resource-Id': secret };
		const reason = `no way through http://user:${secret}@proxy.example`;
		for (const outcome of [refused(400, body, headers), { ...BLOCKED, reason }]) {
			const error = errorFor(NODE, GET_ONE, outcome);
			expect(inspect(error, { depth: 9 })).not.toContain(secret);
		}
	});

	it('names the network code of a connection that failed', () => {
		expect(errorFor(NODE, GET_ONE, LOST).context).toEqual({
			networkCode: 'ECONNRESET',
			attempts: 1,
			mayHaveRun: false,
		});
		expect(errorFor(NODE, GET_ONE, BLOCKED).context).toEqual({ attempts: 1, mayHaveRun: false });
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
	/** Codes that n8n looks for in a message, and two that it looks for in a status as well. */
	const codes = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'ENOENT', 'EPERM'];
	const places = ['EACCES', 'EEXIST', 'EISDIR', 'ENOTDIR', 'EAI_AGAIN', 'getaddrinfo'];

	it.each([...codes, ...places])('do not replace a message with %s in it', (code) => {
		const target = `conversation "conv_${code}"`;
		const byId = errorFor(NODE, { ...GET_ONE, target }, refused(404));
		expect(byId.message).toBe(`The ${target} was not found`);

		const said = `Studio said ${code}`;
		const byText = errorFor(NODE, CREATE, refused(400, classic(said)));
		expect(byText.message).toBe(`Twilio rejected the request: ${said}`);

		const byHost = errorFor(NODE, { ...GET_ONE, host: `${code}.example` }, UNREACHABLE);
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

	/** n8n's HTTP helper wraps the error of axios, which holds the request. */
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
