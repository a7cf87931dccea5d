import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { PlannedFault } from '../../emulator';
import { testCredential } from '../support/engine';
import { credentialsFor, useEmulator } from '../support/useEmulator';
import { withoutJitter } from '../support/withoutJitter';

/** Some answers here violate Twilio's document on purpose. */
const service = useEmulator({ validateResponses: false });

withoutJitter();

const TYPE = 'twilioConversationsApi';
const check = async (changes: ICredentialDataDecryptedObject = {}) =>
	await testCredential(credentialsFor(service.emulator, changes)[TYPE]);

describe('the test of the credential', () => {
	it('lists one configuration', async () => {
		expect(await check()).toMatchObject({ status: 'OK' });
		expect(service.requests()).toEqual(['GET /v2/ControlPlane/Configurations']);
		expect(service.emulator.journal[0].query).toEqual({ pageSize: '1' });
	});

	it('accepts an API key', async () => {
		const { apiKeySid, apiKeySecret } = service.emulator;
		expect(await check({ authType: 'apiKey', apiKeySid, apiKeySecret })).toMatchObject({
			status: 'OK',
		});
	});

	const token32 = 'f00dfeed'.repeat(4);
	const elsewhere = { baseUrl: 'http://127.0.0.1:9' };
	const answer = (status: number, body?: object, headers = {}): PlannedFault => ({
		kind: 'answer',
		answer: { status, body, headers },
	});
	/** Wrong credentials, and answers that even a right one may get. */
	const faults: Array<[string, ICredentialDataDecryptedObject, PlannedFault?]> = [
		['a wrong token', { authToken: token32 }],
		['a wrong account', { accountSid: `AC${'f'.repeat(32)}` }],
		[
			'a key with the wrong secret',
			{ authType: 'apiKey', apiKeySid: `SK${'0'.repeat(32)}`, apiKeySecret: token32 },
		],
		['a blank token', { authToken: ' ' }],
		['no base URL', { baseUrl: '' }],
		['a base URL that is no text', { baseUrl: 42 }],
		['a base URL that is a list', { baseUrl: ['https://conversations.twilio.com'] }],
		['a base URL without a scheme', { baseUrl: 'conversations.twilio.com' }],
		['a base URL with a path', { baseUrl: 'https://gateway.example/twilio' }],
		['a base URL that nothing listens at', elsewhere],
		['401 for the terms', {}, answer(401, { code: 20003, message: 'Terms not accepted' })],
		['403', {}, answer(403, { code: 20403, message: 'Forbidden' })],
		['404 of a gateway', {}, answer(404, { error: 'no such route' })],
		['407', {}, answer(407)],
		['429', {}, { kind: '429', retryAfter: 3600 }],
		['302', {}, answer(302, undefined, { Location: 'https://login.example' })],
		['307', {}, answer(307, undefined, { Location: 'https://elsewhere.example' })],
		['a list without its key', {}, answer(200, { meta: { key: 'configurations' } })],
		["a gateway's answer", {}, answer(200, { ok: true })],
		['a refusal with 200', {}, answer(200, { code: 20003, message: 'Authenticate' })],
	];

	const rows = faults.map(([cause, changes, fault]) => ({ cause, changes, fault }));
	it.each(rows)('says what the node says of $cause', async ({ changes, fault }) => {
		if (fault !== undefined) service.emulator.failNext([{ ...fault, times: 2 }]);
		const result = await check(changes);
		const { error } = await service.run(
			'configuration',
			'getAll',
			{ limit: 1 },
			{ credentials: credentialsFor(service.emulator, changes) },
		);
		expect(result.status).toBe('Error');
		const own = (text: string) =>
			text.replace(/request RQ\w+/, 'request RQ').replace(/, \d attempts/, '');
		expect(own(result.message)).toBe(own(`${error?.message}. ${error?.description}`));
		expect(result.message).not.toContain(token32);
	});

	it.each(['500', '503', 'html', 'html-200', 'empty', 'truncated', 'reset-before'] as const)(
		'fails for %s, with the message of the node',
		async (kind) => {
			service.emulator.failNext([{ kind, times: 100 }]);
			const result = await check();
			expect(result.status).toBe('Error');
			const { error } = await service.run('configuration', 'getAll', { limit: 1 });
			expect(result.message).toContain(`${error?.message}. `);
			expect(result.message).not.toMatch(/undefined|\[object|JSON\.parse|Unexpected token/);
		},
	);

	it.each([
		['Account SID and Auth Token', {}],
		['API key', { authType: 'apiKey' }],
	])('takes values with blanks and line breaks around them: %s', async (_name, changes) => {
		const { apiKeySid, apiKeySecret, accountSid, authToken, url } = service.emulator;
		const typed = { apiKeySid, apiKeySecret, accountSid, authToken, baseUrl: `${url}/` };
		const blank = Object.entries(typed).map(([name, value]) => [name, ` ${value}\n`]);
		const data = { ...Object.fromEntries(blank), ...changes };
		expect(await check(data)).toEqual({ status: 'OK', message: 'Connection successful!' });
		const { error } = await service.run(
			'configuration',
			'getAll',
			{},
			{ credentials: credentialsFor(service.emulator, data) },
		);
		expect(error).toBeUndefined();
	});
});
