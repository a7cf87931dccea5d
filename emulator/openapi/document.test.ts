import { loadContract } from '../contract';
import type { ContractOperation } from '../contract';
import { ADDITIONS } from './additions';
import { conversationsV2Document } from './document';

describe("Twilio's OpenAPI document", () => {
	let operations: Map<string, ContractOperation>;

	beforeAll(async () => {
		operations = new Map((await loadContract()).map((entry) => [entry.operationId, entry]));
	});

	const request = (operationId: string, requestBody?: unknown) => {
		const operation = operations.get(operationId);
		const names = operation?.url.match(/(?<=:)\w+/g) ?? [];
		const path = Object.fromEntries(names.map((name) => [name, 'x']));
		const body = requestBody === undefined ? {} : { requestBody };
		return operation?.checkRequest({ path, query: {}, header: {}, ...body });
	};

	it('has 22 endpoints and names its source', () => {
		expect(operations.size).toBe(22);
		expect(conversationsV2Document()).toHaveProperty(
			'x-source',
			expect.stringContaining('@twilio/cli-core@9.0.0'),
		);
	});

	it('keeps no prose of Twilio', () => {
		const text = JSON.stringify(conversationsV2Document());
		expect(text).not.toMatch(/"(summary|example|x-twilio)":/);
	});

	it('has a source for each addition', () => {
		for (const { source } of ADDITIONS) expect(source).toMatch(/SDK|Twilio|RFC|github|OpenAPI/);
	});

	it('gives a fresh copy each time', () => {
		const document = conversationsV2Document();
		delete document.paths;
		expect(conversationsV2Document().paths).toBeDefined();
	});

	// One example for each thing that SDK 6.2 has and the extracted document lacks.
	it.each([
		['CreateConversationWithConfig', { configurationId: 'c', metadata: { a: 'b' } }],
		[
			'CreateConversationWithConfig',
			{ configurationId: 'c', configuration: { workflows: [{ flowId: 'FW1' }] } },
		],
		['PatchConversationById', { metadata: { a: null } }],
		['UpdateConversationById', { status: 'CLOSED', metadata: {} }],
		[
			'CreateCommunicationInConversation',
			{
				author: { address: 'a', channel: 'SMS' },
				content: { type: 'TRANSCRIPTION', text: 't', transcription: { confidence: 0.5 } },
				recipients: [{ address: 'b', channel: 'SMS' }],
				resourceId: 'SM1',
			},
		],
	])('%s accepts %j', (operationId, body) => {
		expect(request(operationId, body)).toBeUndefined();
	});

	it.each([
		['CreateConversationWithConfig', undefined, 'requestBody'],
		['CreateConversationWithConfig', {}, 'configurationId'],
		['CreateConversationWithConfig', { configurationId: 'c', extra: 1 }, 'extra'],
		['PatchConversationById', { configuration: { displayName: 'x' } }, 'displayName'],
		['UpdateConversationById', { status: 'OPEN' }, 'status'],
	])('%s refuses %j and names %s', (operationId, body, named) => {
		expect(request(operationId, body)).toContain(named);
	});

	it('accepts operations that run or are cancelled (Twilio docs: Operation) and no other status', () => {
		const operation = {
			operationId: 'o',
			createdAt: '2026-01-01T00:00:00Z',
			statusUrl: 'https://a',
		};
		const check = (status: string) =>
			operations.get('FetchOperationStatus')?.checkResponse(200, { ...operation, status });
		expect(check('RUNNING')).toBeUndefined();
		expect(check('CANCELLED')).toBeUndefined();
		expect(check('DONE')).toContain('status');
	});
});
