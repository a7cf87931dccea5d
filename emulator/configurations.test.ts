import { finish } from './testClient';
import type { Answer } from './testClient';
import { useApi } from './useApi';

const PATH = '/v2/ControlPlane/Configurations';
const SETTINGS = {
	displayName: 'Support',
	description: 'Customer support',
	conversationGroupingType: 'GROUP_BY_PROFILE',
	memoryStoreId: 'mem_store_01k1zzzzzzzzzzzzzzzzzzzzzz',
};
const callbacks = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ url: `https://example.com/${index}` }));

describe('configurations', () => {
	const service = useApi();
	const { api } = service;

	afterEach(() => expect(service.emulator.violations).toEqual([]));

	const create = async (extra: object = {}) => await api('POST', PATH, { ...SETTINGS, ...extra });
	const created = async (extra: object = {}) => {
		const accepted = await create(extra);
		await finish(api, accepted);
		return accepted.body.related.configurationId ?? '';
	};
	const read = async (id: string) => (await api('GET', `${PATH}/${id}`)).body;
	const patched = async (id: string, body: object): Promise<Answer['body']> => {
		const accepted = await api('PATCH', `${PATH}/${id}`, body);
		expect(accepted.status).toBe(202);
		expect((await finish(api, accepted)).body.status).toBe('COMPLETED');
		return await read(id);
	};

	it('is created by an operation that names it before it is there (Twilio OpenAPI: related)', async () => {
		const accepted = await create();
		const { configurationId } = accepted.body.related;
		expect(configurationId).toMatch(/^conv_configuration_[0-7][0-9a-z]{25}$/);
		expect((await api('GET', `${PATH}/${configurationId}`)).status).toBe(404);
		await finish(api, accepted);
		expect(await read(configurationId ?? '')).toMatchObject({ ...SETTINGS, version: 1 });
	});

	// Twilio docs, async operations: result; an answer without either is allowed by the document.
	it.each([
		['result', { id: expect.stringMatching(/^conv_configuration_/), type: 'RESOURCE_ID' }],
		['nothing', undefined],
	] as const)('is named by %s of its operation, if the switch says so', async (where, result) => {
		service.emulator.configure({ operationNames: where });
		const accepted = await create();
		expect(accepted.body.related).toBeUndefined();
		const operation = await finish(api, accepted);
		expect(operation.body).toMatchObject({ status: 'COMPLETED', related: null });
		expect(operation.body.result).toEqual(result);
	});

	it.each([
		['three callbacks (Twilio OpenAPI: maxItems 2)', { statusCallbacks: callbacks(3) }],
		['six intelligence configurations', { intelligenceConfigurationIds: [...'abcdef'] }],
		['a name of 33 characters', { displayName: 'x'.repeat(33) }],
		['a name with a slash', { displayName: 'a/b' }],
		['a description of 513 characters', { description: 'x'.repeat(513) }],
		['an unknown grouping', { conversationGroupingType: 'BY_MOON' }],
		['an unknown channel', { channelSettings: { FAX: {} } }],
		['a time-out of 0', { channelSettings: { SMS: { statusTimeouts: { closed: 0 } } } }],
	])('refuses %s', async (_what, extra) => {
		expect((await create(extra)).status).toBe(400);
	});

	it('takes two callbacks and statusTimeouts null (Twilio docs: lifecycle sample)', async () => {
		const channelSettings = { VOICE: { statusTimeouts: null } };
		const id = await created({ statusCallbacks: callbacks(2), channelSettings });
		expect(await read(id)).toMatchObject({ statusCallbacks: callbacks(2), channelSettings });
	});

	it('has unique names and one configuration per V1 service: 409, or a failed operation when both were under way', async () => {
		const [first, second] = [await create(), await create()];
		expect((await finish(api, first)).body.status).toBe('COMPLETED');
		const failed = await finish(api, second);
		expect(failed.body).toMatchObject({
			status: 'FAILED',
			error: { detail: 'A configuration named Support already exists' },
		});
		expect((await create()).status).toBe(409);
		const conversationsV1Bridge = { serviceId: `IS${'0'.repeat(32)}` };
		await created({ displayName: 'A', conversationsV1Bridge });
		expect((await create({ displayName: 'B', conversationsV1Bridge })).status).toBe(409);
	});

	it('counts versions with every completed write (Twilio OpenAPI: version)', async () => {
		const id = await created();
		expect((await patched(id, { description: 'a' })).version).toBe(2);
		expect((await patched(id, { description: 'b' })).version).toBe(3);
		service.emulator.configure({ operationOutcome: 'FAILED' });
		await finish(api, await api('PATCH', `${PATH}/${id}`, { description: 'c' }));
		expect(await read(id)).toMatchObject({ version: 3, description: 'b' });
	});

	it('PATCH merges channelSettings by channel, null removes one (SDK 6.2: PatchConfigurationRequest)', async () => {
		const sms = { statusTimeouts: { inactive: 10 }, captureRules: [{ from: '*', to: '+1' }] };
		const id = await created({ channelSettings: { SMS: sms, VOICE: {}, CHAT: {} } });
		const { channelSettings } = await patched(id, {
			channelSettings: { SMS: { statusTimeouts: { closed: 5 } }, VOICE: null },
		});
		expect(channelSettings).toEqual({ SMS: { statusTimeouts: { closed: 5 } }, CHAT: {} });
	});

	it('PATCH leaves what is absent and clears what is null (SDK 6.2: nullable members)', async () => {
		const id = await created({ statusCallbacks: callbacks(1), memoryExtractionEnabled: true });
		expect((await patched(id, {})).statusCallbacks).toEqual(callbacks(1));
		const cleared = await patched(id, { statusCallbacks: null, memoryExtractionEnabled: null });
		expect(cleared.statusCallbacks).toBeUndefined();
		expect(cleared.memoryExtractionEnabled).toBe(false);
		expect((await api('PATCH', `${PATH}/${id}`, { displayName: null })).status).toBe(400);
	});

	it('PUT replaces: what is left out is gone, but the grouping type stays (Twilio docs; github.com/twilio/ai skill)', async () => {
		const id = await created({ statusCallbacks: callbacks(1) });
		const body = {
			...SETTINGS,
			conversationGroupingType: 'GROUP_BY_PARTICIPANT_ADDRESSES',
			channelSettings: {},
		};
		await finish(api, await api('PUT', `${PATH}/${id}`, body));
		const replaced = await read(id);
		expect(replaced.statusCallbacks).toBeUndefined();
		expect(replaced.conversationGroupingType).toBe('GROUP_BY_PROFILE');
		expect((await api('PUT', `${PATH}/${id}`, SETTINGS)).status).toBe(400);
	});

	// github.com/twilio/ai skill and the older docs index know no PATCH.
	it.each([404, 405] as const)('can be without PATCH: %i', async (configurationPatch) => {
		const id = await created();
		service.emulator.configure({ configurationPatch });
		const refused = await api('PATCH', `${PATH}/${id}`, { description: 'x' });
		expect(refused.status).toBe(configurationPatch);
	});

	it('DELETE takes it away on completion, 409 for a write meanwhile', async () => {
		const id = await created();
		const accepted = await api('DELETE', `${PATH}/${id}`);
		expect((await api('PATCH', `${PATH}/${id}`, { description: 'x' })).status).toBe(409);
		await finish(api, accepted);
		expect((await api('GET', `${PATH}/${id}`)).status).toBe(404);
	});

	it('lists by memory store and can be limited in number (github.com/twilio/ai skill: 10)', async () => {
		const id = await created();
		await created({ displayName: 'Other', memoryStoreId: `mem_store_${'0'.repeat(26)}` });
		const listed = await api('GET', `${PATH}?memoryStoreId=${SETTINGS.memoryStoreId}`);
		expect(listed.body.configurations).toMatchObject([{ id }]);
		expect((await api('GET', `${PATH}?memoryStoreId=x`)).status).toBe(400);
		service.emulator.configure({ maxConfigurations: 2 });
		expect((await create({ displayName: 'Third' })).status).toBe(400);
	});

	// Twilio docs and github.com/twilio/ai skill: changes are not retroactive; for callbacks inferred.
	it('is copied by conversations at creation, unless the switch says otherwise', async () => {
		const id = await created({ statusCallbacks: callbacks(1) });
		const conversation = await api('POST', '/v2/Conversations', { configurationId: id });
		const path = `/v2/Conversations/${conversation.body.id}`;
		await patched(id, { statusCallbacks: [] });
		const callbacksNow = async () => (await api('GET', path)).body.configuration.statusCallbacks;
		expect(await callbacksNow()).toEqual(callbacks(1));
		service.emulator.configure({ snapshotConfiguration: false });
		expect(await callbacksNow()).toEqual([]);
	});
});
