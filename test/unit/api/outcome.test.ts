import fc from 'fast-check';

import { Cancelled } from '../../../nodes/api/cancellation';
import { readFailure, readResponse } from '../../../nodes/api/answers/outcome';

const read = (statusCode: number, body: unknown, headers: Record<string, unknown> = {}) =>
	readResponse({ statusCode, headers, body });

const problemOf = (body: string) => {
	const outcome = read(400, body);
	return outcome.kind === 'httpError' ? outcome.problem : undefined;
};

describe('reading a response', () => {
	it('never throws, and calls only readable 2xx answers a success', () => {
		const json = fc.json({ noUnicodeString: false });
		const body = fc.oneof(
			fc.string({ unit: 'binary' }),
			json,
			fc.tuple(json, fc.nat()).map(([text, length]) => text.slice(0, length % text.length)),
			fc.anything(),
		);
		const headers = fc.dictionary(fc.string(), fc.anything());
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 999 }), headers, body, (status, sent, content) => {
				const outcome = read(status, content, sent);
				const ok = status >= 200 && status <= 299;
				expect(['done', 'garbled'].includes(outcome.kind)).toBe(ok);
				if (outcome.kind === 'done') expect(Array.isArray(outcome.answer.body)).toBe(false);
			}),
			{ numRuns: 100 },
		);
	});

	it.each([
		['HTML', '<html><body>502 Bad Gateway</body></html>'],
		['truncated JSON', '{"id":"conv_conversation_01","stat'],
		['nothing', ''],
		['a list', '[{"id":"x"}]'],
		['null', 'null'],
		['text', '"ok"'],
		['a number', '42'],
		['no body at all', undefined],
	])('a success with %s is garbled, not empty', (_name, body) => {
		expect(read(200, body).kind).toBe('garbled');
		expect(read(201, body).kind).toBe('garbled');
	});

	it('takes an accepted operation from its header when the body is empty or cannot be read', () => {
		for (const body of ['', '<html>', '{"statusUrl":"https']) {
			expect(read(202, body, { 'Operation-Id': 'proc_job_1' })).toEqual({
				kind: 'done',
				answer: { status: 202, headers: { 'operation-id': 'proc_job_1' }, body: {} },
			});
		}
		expect(read(202, '', {}).kind).toBe('garbled');
	});

	it('does not take an operation that cannot be read for an empty one', () => {
		expect(read(200, '{"status":"COMP', { 'Operation-Id': 'proc_job_1' }).kind).toBe('garbled');
	});

	it('reads headers in any case, and leaves out what is no text', () => {
		const outcome = read(503, '', {
			'RETRY-After': '3',
			'Set-Cookie': ['a=1', 'b=2'],
			'X-Missing': undefined,
		});
		expect(outcome).toMatchObject({ kind: 'httpError', headers: { 'retry-after': '3' } });
		expect(outcome).not.toHaveProperty('headers.set-cookie');
		expect(outcome).not.toHaveProperty('headers.x-missing');
	});

	it('takes a body that is parsed already', () => {
		expect(read(200, { id: 'x' })).toMatchObject({ kind: 'done', answer: { body: { id: 'x' } } });
	});
});

describe('what Twilio says about a refusal', () => {
	it.each([
		[
			'classic',
			{ code: 20404, message: 'Not found', more_info: 'https://…', status: 404 },
			{ message: 'Not found', code: 20404, pointers: [] },
		],
		[
			'with httpStatusCode',
			{ code: 20003, httpStatusCode: 401, message: 'No', userError: true, params: {} },
			{ message: 'No', code: 20003, pointers: [] },
		],
		[
			'RFC 9457',
			{
				type: 'https://…',
				title: 'Invalid request',
				status: 400,
				code: 20001,
				detail: 'The body is invalid.',
				errors: [
					{ detail: 'must not be empty', pointer: '/participants/0/addresses' },
					{ detail: 'is too long', pointer: '/name' },
					'nor may it be empty.',
					{ pointer: '' },
					7,
					null,
				],
			},
			{
				message: 'The body is invalid; must not be empty; is too long; nor may it be empty',
				code: 20001,
				pointers: ['/participants/0/addresses', '/name'],
			},
		],
		['RFC 9457 with a title alone', { title: 'Conflict' }, { message: 'Conflict', pointers: [] }],
		[
			'other types than documented',
			{ code: '20404', message: { text: 'x' }, detail: ' ', errors: {} },
			{ pointers: [] },
		],
		[
			'detail beside message',
			{ message: 'Bad Request', detail: 'name is too long' },
			{ message: 'Bad Request; name is too long', pointers: [] },
		],
		[
			'errors with messages',
			{ errors: [{ message: 'name is too long' }, { message: 'status is unknown.' }] },
			{ message: 'name is too long; status is unknown', pointers: [] },
		],
		['an error with a message', { error: { message: 'No' } }, { message: 'No', pointers: [] }],
		['an error with a detail', { error: { detail: 'No' } }, { message: 'No', pointers: [] }],
		['an error that is a text', { error: 'No route.' }, { message: 'No route', pointers: [] }],
	])('%s', (_name, body, expected) => {
		expect(problemOf(JSON.stringify(body))).toEqual(expected);
	});

	const words = fc.stringMatching(/^[a-z]{3,9}( [a-z]{3,9}){1,3}$/);
	/** Bodies with any combination of the places where a text may be. */
	const bodies = fc.record(
		{
			message: words,
			detail: words,
			error: fc.oneof(words, fc.record({ message: words }), fc.record({ detail: words })),
			errors: fc.array(
				fc.oneof(
					words,
					fc.record({ message: words }),
					fc.record({ detail: words }),
					fc.record({ message: words, detail: words }),
				),
			),
		},
		{ requiredKeys: [] },
	);
	const textsIn = (value: unknown): string[] =>
		typeof value === 'object' && value !== null
			? Object.values(value).flatMap(textsIn)
			: [String(value)];

	it('shows all that a body says, wherever it says it, once', () => {
		fc.assert(
			fc.property(bodies, (body) => {
				const shown = problemOf(JSON.stringify(body))?.message?.split('; ') ?? [];
				expect(shown.sort()).toEqual([...new Set(textsIn(body))].sort());
			}),
		);
	});

	it('never shows a credential that a body repeats', () => {
		const token = fc.stringMatching(/^[A-Za-z0-9]{32}$/);
		fc.assert(
			fc.property(bodies, token, fc.nat(), (body, secret, which) => {
				const basic = Buffer.from(`AC1:${secret}`).toString('base64');
				const leak = [
					`auth token ${secret} is wrong`,
					`Authorization: Basic ${basic}`,
					`no route to https://AC1:${secret}@x.example/v2`,
					`the header was ${basic}`,
					`Authorization=Basic%20${encodeURIComponent(basic)}`,
				][which % 5];
				const text = JSON.stringify({ ...body, error: { message: leak } });
				const { message = '' } = problemOf(text) ?? {};
				expect(message).toContain('…');
				expect(message).not.toContain(secret);
				expect(message).not.toContain(basic);
			}),
		);
	});

	it('leaves the ids of Twilio as they are', () => {
		const message = `No AC${'0a'.repeat(16)} nor conv_configuration_01k1etx3jbfx88476ccja0889d`;
		expect(problemOf(JSON.stringify({ message }))?.message).toBe(message);
	});

	it.each(['', '<html>No</html>', '[]', 'null', '{"message":"cut o'])(
		'says nothing where the body is %j',
		(body) => {
			expect(problemOf(body)).toEqual({ pointers: [] });
		},
	);
});

describe('reading what the HTTP helper threw', () => {
	const withCode = (code: string, cause?: unknown) =>
		Object.assign(new Error(`failed with ${code}`, { cause }), { code });
	const wrapped = (error: Error, times: number): Error =>
		times === 0 ? error : wrapped(new Error('outer', { cause: error }), times - 1);

	it.each([
		['unreachable', ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']],
		['lost', ['ECONNRESET', 'ETIMEDOUT', 'ECONNABORTED', 'EPIPE', 'ERR_NETWORK']],
		['lost', ['ERR_BAD_RESPONSE', 'HPE_INVALID_CONSTANT', 'Z_BUF_ERROR', 'Z_DATA_ERROR']],
	])('%s: %j, however deep it is wrapped', (kind, codes) => {
		for (const code of codes) {
			for (const depth of [0, 1, 2, 3]) {
				expect(readFailure(wrapped(withCode(code), depth))).toEqual({ kind, code });
			}
		}
	});

	it.each([
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'CERT_HAS_EXPIRED',
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'EPROTO',
	])('%s is a request that this machine would not send', (code) => {
		expect(readFailure(wrapped(withCode(code), 1))).toEqual({
			kind: 'blocked',
			reason: `failed with ${code}`,
		});
	});

	it('takes the outermost code, which is what became of the request', () => {
		const outcome = readFailure(withCode('ECONNABORTED', withCode('ECONNREFUSED')));
		expect(outcome).toEqual({ kind: 'lost', code: 'ECONNABORTED' });
	});

	it('calls a cancelled request cancelled', () => {
		expect(() => readFailure(wrapped(withCode('ERR_CANCELED'), 2))).toThrow(Cancelled);
	});

	it('ends for causes that go round in a circle, and for what is no error', () => {
		const first = new Error('first');
		const second = new Error('second', { cause: first });
		first.cause = second;
		expect(readFailure(first).kind).toBe('blocked');
		for (const thrown of [undefined, null, 'text', 7, { code: 'ECONNRESET' }]) {
			expect(readFailure(thrown)).toEqual({ kind: 'blocked', reason: String(thrown) });
		}
	});
});
