import { jsonParse, type INodeParameters } from 'n8n-workflow';

import { resources } from '../../nodes/TwilioConversations/resources';
import { cases } from '../contract/cases';
import { useEmulator } from './support';

/**
 * Answers that Twilio's document does not allow, and that were seen or cannot be ruled out. The
 * emulator's own check of its answers is off here, because it would refuse to give them.
 */
const service = useEmulator({ validateResponses: false });

it('reads a list without meta as its only page (twilio-php pull request 914)', async () => {
	service.emulator.configure({ omitListMeta: true });
	const { id } = service.conversation();
	const { json } = await service.run('conversation', 'getAll', { returnAll: true });
	expect(json.map((record) => record.id)).toEqual([id]);
});

it('finds the operation in the status URL when no header names it', async () => {
	service.emulator.configure({ operationOmitsIdHeader: true, operationOmitsLocationHeader: true });
	const { id } = service.conversation();
	const { json } = await service.run('conversation', 'delete', { conversationId: id });
	expect(json).toEqual([expect.objectContaining({ deleted: true, id })]);
});

it('says that a configuration is created when it cannot be found', async () => {
	service.emulator.configure({ operationNames: 'nothing', listOmitsFields: ['displayName'] });
	const { error } = await service.run('configuration', 'create', {
		displayName: 'Support',
		description: 'Customer support',
		conversationGroupingType: 'GROUP_BY_PROFILE',
		memoryStoreId: 'mem_store_01k1etk2y5f1y9fpe2epfdtvv2',
	});
	expect(error?.message).toBe(
		'Twilio accepted and carried out the new configuration "Support", but did not say under which ID',
	);
	expect(error?.description).toContain('Do not create it again.');
});

describe('a 2xx of something that is not Twilio', () => {
	const operations = resources.flatMap((resource) =>
		resource.operations.map((operation) => ({
			resource: resource.value,
			operation: operation.value,
			parameters: jsonParse<INodeParameters>(
				JSON.stringify(cases[resource.value][operation.value][0].parameters),
			),
		})),
	);
	const answers: Array<[string, object | undefined]> = [
		['{"ok":true}', { ok: true }],
		['a refusal', { code: 20404, message: 'Not found' }],
		['a record without its id', { status: 'ACTIVE', statusUrl: '' }],
		['nothing', undefined],
	];
	const rows = operations.flatMap((row) => answers.map(([name, body]) => ({ ...row, name, body })));
	beforeAll(() => jest.spyOn(Math, 'random').mockReturnValue(0));
	afterAll(() => jest.restoreAllMocks());

	it.each(rows)(
		'$resource $operation: $name',
		async ({ resource, operation, parameters, body }) => {
			service.emulator.failNext([{ kind: 'answer', answer: { status: 200, body }, times: 100 }]);
			const { error, json } = await service.run(resource, operation, parameters);
			expect(json).toEqual([]);
			expect(error?.message).toMatch(
				/answered with something that is not an? |gave an answer that cannot be read/,
			);
			expect(error?.description).toContain("Check 'Base URL' in the credential.");
			const [{ method }] = service.emulator.journal;
			expect(error).toMatchObject({ context: { mayHaveRun: method !== 'GET' } });
		},
	);
});
