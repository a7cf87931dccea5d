import { testCredential } from './harness';
import { credentialsFor, useEmulator } from './support';

const service = useEmulator();

const TYPE = 'twilioConversationsApi';
const check = async (changes = {}) =>
	await testCredential(credentialsFor(service.emulator, changes)[TYPE]);

describe('the test of the credential', () => {
	it('lists one configuration', async () => {
		expect(await check()).toMatchObject({ status: 'OK' });
		expect(service.requests()).toEqual(['GET /v2/ControlPlane/Configurations']);
		expect(service.emulator.journal[0].query).toEqual({ pageSize: '1' });
	});

	it('is green for an API key', async () => {
		const { apiKeySid, apiKeySecret } = service.emulator;
		expect(await check({ authType: 'apiKey', apiKeySid, apiKeySecret })).toMatchObject({
			status: 'OK',
		});
	});

	it.each([
		['a wrong token', { authToken: 'wrong' }],
		['a wrong account', { accountSid: `AC${'f'.repeat(32)}` }],
		[
			'a key with the wrong secret',
			{ authType: 'apiKey', apiKeySid: `SK${'0'.repeat(32)}`, apiKeySecret: 'x' },
		],
	])('is red for %s, and says what to check', async (_, changes) => {
		const result = await check(changes);
		expect(result.status).toBe('Error');
		expect(result.message).toContain('Check SID and token or secret');
	});
});
