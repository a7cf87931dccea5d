import type { INodeParameters } from 'n8n-workflow';

import { resources } from '../../nodes/TwilioConversations/resources';
import type { PlannedFault } from '../../emulator';
import { useEmulator } from '../support/useEmulator';
import { withoutJitter } from '../support/withoutJitter';

/** Some answers here violate Twilio's document on purpose. */
const service = useEmulator({ validateResponses: false });

withoutJitter();

const DESCRIBED = {
	description: 'Customer support',
	conversationGroupingType: 'GROUP_BY_PROFILE',
	memoryStoreId: 'mem_store_01k1etk2y5f1y9fpe2epfdtvv2',
} as const;

const RULE = { channel: 'SMS', from: '*', to: '+15017122661' };

const addConfiguration = () => service.emulator.store.addConfiguration(DESCRIBED).id;

/** Every operation that Twilio accepts first and carries out later, on an existing record. */
const WRITES: Record<string, () => INodeParameters> = {
	'conversation delete': () => ({ conversationId: service.conversation().id }),
	'configuration create': () => ({ displayName: 'Another', ...DESCRIBED }),
	'configuration update': () => ({ configurationId: addConfiguration(), ...DESCRIBED }),
	'configuration patch': () => ({
		configurationId: addConfiguration(),
		updateFields: { description: 'New' },
	}),
	'configuration addCaptureRule': () => ({ configurationId: addConfiguration(), ...RULE }),
	'configuration removeCaptureRule': () => ({
		configurationId: service.emulator.store.addConfiguration({
			...DESCRIBED,
			channelSettings: { [RULE.channel]: { captureRules: [{ from: RULE.from, to: RULE.to }] } },
		}).id,
		...RULE,
	}),
	'configuration delete': () => ({ configurationId: addConfiguration() }),
};

it('is a table of every operation that Twilio carries out later', () => {
	const keyed = resources.flatMap(({ value, operations }) =>
		operations
			.filter(({ fields }) => JSON.stringify(fields).includes('"idempotencyKey"'))
			.map((operation) => `${value} ${operation.value}`),
	);
	expect(keyed.sort()).toEqual(Object.keys(WRITES).sort());
});

const FOR_EVER = 100;
const answer = (status: number, body?: object, headers = {}): PlannedFault => ({
	kind: 'answer',
	answer: { status, body, headers },
});

/** Faults of the request that follows the write. */
const FAULTS: Record<string, PlannedFault> = {
	'429 that asks for an hour': { kind: '429', retryAfter: 3600 },
	401: answer(401, { code: 20003, message: 'Authenticate' }),
	403: answer(403, { code: 20403, message: 'Forbidden' }),
	404: answer(404, { code: 20404, message: 'Not there' }),
	307: answer(307, undefined, { Location: 'https://elsewhere.example' }),
	407: answer(407),
	'500 for ever': { kind: '500', times: FOR_EVER },
	'no answer, for ever': { kind: 'reset-before', times: FOR_EVER },
	'HTML for ever': { kind: 'html-200', times: FOR_EVER },
	"a gateway's answer": answer(200, { ok: true }),
	'a refusal with 200': answer(200, { code: 20403, message: 'Forbidden' }),
};

const faults = Object.entries(FAULTS);
const writes = Object.keys(WRITES).map((name) => name.split(' ') as [string, string]);

const isWrite = ({ method }: { method: string }) => method !== 'GET';
const carriedOut = () =>
	service.emulator.journal.filter((entry) => isWrite(entry) && entry.status === 202);

/** What would be false of an accepted write, whatever the request after it is answered. */
const FALSE_WORDS = /nothing was|\bsafe\b|check the id|^This credential|^Twilio did not/i;

function expectAccepted(error: (Error & { description?: string | null }) | undefined): void {
	const { store } = service.emulator;
	const [operation] = [...store.operations.values()];
	expect(carriedOut()).toHaveLength(1);
	expect(error?.message).toMatch(/^Twilio accepted /);
	expect(`${error?.message} ${error?.description}`).not.toMatch(FALSE_WORDS);
	const [id] = Object.entries(operation.related);
	expect(error).toMatchObject({
		httpCode: null,
		context: { operationId: operation.id, mayHaveRun: true },
	});
	if (!error?.message.includes('new configuration')) {
		expect(error).toMatchObject({ context: Object.fromEntries([id]) });
	}
}

describe.each(writes)('%s %s, accepted', (resource, operation) => {
	const run = async (how = {}) =>
		await service.run(resource, operation, WRITES[`${resource} ${operation}`](), how);
	const onOperation = { path: '/Operations/', method: 'GET' };

	it.each(faults)('is reported as such when polling fails: %s', async (_name, fault) => {
		service.emulator.failNext([{ ...fault, match: onOperation }]);
		const { error } = await run();
		expectAccepted(error);
		expect(error?.description).toContain("resource 'Background Operation', operation 'Get'");
	});

	it('is reported in the same words as an item', async () => {
		service.emulator.failNext([{ ...FAULTS[403], match: onOperation }]);
		const { json } = await run({ onError: 'continueRegularOutput' });
		expect(json).toEqual([
			{
				error: expect.stringMatching(/^Twilio accepted .*: This credential is not allowed/),
				details: expect.objectContaining({
					operationId: expect.stringMatching(/^proc_job_/),
					mayHaveRun: true,
					twilioCode: 20403,
					description: expect.stringMatching(/^It may have been carried out.*\(HTTP 403, /),
				}),
			},
		]);
	});

	it('is sent once more when its replay turns out to be an operation that had FAILED', async () => {
		const parameters = WRITES[`${resource} ${operation}`]();
		const again = async () =>
			await service.run(resource, operation, parameters, { executionId: '7' });
		service.emulator.configure({ operationOutcome: 'FAILED' });
		// The second run gets a replay of the first failure, so it sends the write anew: that fails too.
		for (const count of [1, 2]) {
			const { error } = await again();
			expect(error?.message).toContain('could not be completed at Twilio');
			expect(error).toMatchObject({ context: { operationStatus: 'FAILED', mayHaveRun: false } });
			expect(service.emulator.store.operations.size).toBe(count);
			service.emulator.clock.advance(10_000);
		}
		service.emulator.configure({ operationOutcome: 'COMPLETED' });
		const { error, json } = await again();
		expect(error).toBeUndefined();
		expect(json).toHaveLength(1);
		const operations = [...service.emulator.store.operations.values()];
		expect(operations.map(({ status }) => status)).toEqual(['FAILED', 'FAILED', 'COMPLETED']);
		if (operation === 'delete') expect(json[0].operationId).toBe(operations[2].id);
		const keys = service.emulator.journal.filter(isWrite).map((entry) => entry.idempotencyKey);
		expect(keys).toHaveLength(1 + 2 + 3);
		expect(new Set(keys).size).toBe(3);
	});

	it('is not sent again under a key that the user entered, and the error says why', async () => {
		service.emulator.configure({ operationOutcome: 'FAILED' });
		const uuid = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
		const options = { idempotencyKey: uuid };
		const parameters = { ...WRITES[`${resource} ${operation}`](), options };
		for (let count = 0; count < 2; count++) {
			const { error } = await service.run(resource, operation, parameters);
			expect(error?.description).toContain("Give it another 'Idempotency Key' then, or none");
			service.emulator.clock.advance(10_000);
		}
		expect(service.emulator.store.operations.size).toBe(1);
	});
});

describe.each(writes)(
	'%s %s, accepted, when the request for the next item is answered with 401',
	(...write) => {
		const [resource, operation] = write;
		/** Two items, each on its own record. The second write is refused before the first is polled. */
		const run = async (how = {}) => {
			const items = ['One', 'Two'].map((name) => {
				const parameters = WRITES[write.join(' ')]();
				return { json: operation === 'create' ? { ...parameters, displayName: name } : parameters };
			});
			const own = ['conversationId', 'configurationId', 'displayName'].filter(
				(name) => name in items[0].json,
			);
			const byItem = Object.fromEntries(own.map((name) => [name, `={{ $json.${name} }}`]));
			service.emulator.configure({ operationRetryAfter: 0.1 });
			const match = { path: /(Configurations|Conversations)/ };
			service.emulator.failNext([{ ...FAULTS[401], skip: 1, match }]);
			return await service.run(
				resource,
				operation,
				{ ...items[0].json, ...byItem },
				{ ...how, items },
			);
		};

		it('is what the step fails with', async () => {
			expectAccepted((await run()).error);
		});

		it('is not reported as not sent', async () => {
			const { json } = await run({ onError: 'continueRegularOutput' });
			expect(json[0]).toMatchObject({
				error: expect.stringMatching(/^Twilio accepted /),
				details: { mayHaveRun: true, operationId: expect.stringMatching(/^proc_job_/) },
			});
			expect(json[0].details).not.toHaveProperty('notSent');
		});
	},
);

it('names the operations that go on at Twilio when Max Wait is over', async () => {
	service.emulator.configure({ operationPolls: null, operationMs: null });
	const runs = writes.map(async ([resource, operation]) => {
		const parameters = WRITES[`${resource} ${operation}`]();
		return await service.run(resource, operation, { ...parameters, options: { maxWait: 1 } });
	});
	const operations = service.emulator.store.operations;
	for (const { error } of await Promise.all(runs)) {
		const id = /"(proc_job_\w+)"/.exec(error?.message ?? '')?.[1] ?? '';
		expect(error).toMatchObject({
			message: `The operation "${id}" is not finished after 1 second`,
			context: { operationId: id, mayHaveRun: true },
		});
	}
	expect(operations.size).toBe(writes.length);
});

describe.each(writes)('%s %s, refused when it is sent once more', (resource, operation) => {
	it('reports that refusal', async () => {
		const parameters = WRITES[`${resource} ${operation}`]();
		const again = async () =>
			await service.run(resource, operation, parameters, { executionId: '7' });
		service.emulator.configure({ operationOutcome: 'FAILED' });
		await again();
		service.emulator.clock.advance(10_000);
		service.emulator.failNext([
			{ ...FAULTS[403], skip: 1, match: { path: /(Configurations|Conversations)/ } },
		]);
		const { error } = await again();
		expect(error).toMatchObject({ httpCode: '403', context: { mayHaveRun: false } });
		expect(service.emulator.store.operations.size).toBe(1);
	});
});

describe.each(writes.filter(([, operation]) => /create|update|patch/.test(operation)))(
	'%s %s, carried out',
	(resource, operation) => {
		const run = async () =>
			await service.run(resource, operation, WRITES[`${resource} ${operation}`]());
		const onRecord = { path: /Configurations\/conv_/, method: 'GET' };

		it.each(faults)('is reported as such when reading it fails: %s', async (_name, fault) => {
			service.emulator.failNext([{ ...fault, match: onRecord }]);
			const { error } = await run();
			expectAccepted(error);
			expect(error?.message).toMatch(/^Twilio accepted and carried out /);
			expect(error?.description).toContain('Do not run it again');
		});

		it.each([404, 405] as const)('also as a PUT, since PATCH is %s', async (configurationPatch) => {
			if (operation !== 'patch') return;
			service.emulator.configure({ configurationPatch });
			service.emulator.failNext([{ ...FAULTS[403], skip: 1, match: onRecord }]);
			expectAccepted((await run()).error);
		});
	},
);

it.each(faults)(
	'names the new configuration when it cannot be listed: %s',
	async (_name, fault) => {
		service.emulator.configure({ operationNames: 'nothing' });
		service.emulator.failNext([{ ...fault, match: { path: /Configurations$/, method: 'GET' } }]);
		const { error } = await service.run(
			'configuration',
			'create',
			WRITES['configuration create'](),
		);
		expectAccepted(error);
		expect(error?.message).toContain('the new configuration "Another"');
	},
);

describe('Clean Up', () => {
	const cleanUp = async () =>
		await service.run(
			'conversation',
			'cleanUp',
			{ cleanUpAction: 'delete', dryRun: false },
			{ executionId: '7' },
		);

	it('says first that a deletion was accepted when polling it fails', async () => {
		service.conversation({ updatedAt: Date.UTC(2026, 0) });
		service.emulator.failNext([{ ...FAULTS[403], match: { path: '/Operations/' } }]);
		const { json } = await cleanUp();
		expect(json).toEqual([
			expect.objectContaining({
				outcome: 'failed',
				operationId: expect.stringMatching(/^proc_job_/),
				reason: expect.stringMatching(/^Twilio accepted the deletion of the conversation "/),
			}),
		]);
	});

	it('sends a deletion once more when its replay turns out to be one that had FAILED', async () => {
		service.conversation({ updatedAt: Date.UTC(2026, 0) });
		service.emulator.configure({ operationOutcome: 'FAILED' });
		expect((await cleanUp()).json).toMatchObject([{ outcome: 'failed' }]);
		service.emulator.clock.advance(10_000);
		service.emulator.configure({ operationOutcome: 'COMPLETED' });
		const { json } = await cleanUp();
		const [, second] = [...service.emulator.store.operations.values()];
		expect(json).toMatchObject([{ outcome: 'done', operationId: second.id }]);
	});
});

describe('a record that is read before it is written', () => {
	const participant = () => {
		const { id, participants } = service.conversation({ participants: [{ name: 'Ada' }] });
		return { conversationId: id, participantId: participants[0].id, updateFields: { name: 'B' } };
	};
	const reads: Array<[string, string, () => INodeParameters]> = [
		['participant', 'update', participant],
		['configuration', 'patch', WRITES['configuration patch']],
	];
	const rows = reads.flatMap((read) =>
		// A 404 is about the record that the user chose, and has its own message.
		faults
			.filter(([name]) => name !== '404')
			.map(([name, fault]) => [read[0], read[1], name, read[2], fault] as const),
	);

	it.each(rows)(
		'%s %s: nothing was changed, and the error says so first (%s)',
		async (resource, operation, _name, parameters, fault) => {
			service.emulator.configure({ configurationPatch: 405 });
			service.emulator.failNext([{ ...fault, match: { method: 'GET' } }]);
			const { error } = await service.run(resource, operation, parameters());
			expect(error?.message).toMatch(
				new RegExp(`^Nothing was changed, because the ${resource} could not be read first: `),
			);
			expect(error).toMatchObject({ context: { mayHaveRun: false } });
			expect(service.requests().filter((request) => request.startsWith('PUT'))).toEqual([]);
		},
	);
});

describe("'Return Existing'", () => {
	const addresses = [{ channel: 'SMS' as const, address: '+15017122661' }];
	const existing = () => service.conversation({ participants: [{ addresses }] });
	const create = async (configurationId: string) =>
		await service.run('conversation', 'create', {
			configurationId,
			ifExists: 'returnExisting',
			defineUsing: 'json',
			participantsJson: JSON.stringify([{ addresses }]),
		});
	const posts = () => service.requests().filter((request) => request.startsWith('POST')).length;
	/** A refusal because of a conversation that is closed or gone by the time it is read. */
	const refusal = (id: string, times = 1): PlannedFault => ({
		...answer(409, { code: 409, message: 'Conflict' }, { 'X-Conflicting-Resource-Id': id }),
		match: { method: 'POST' },
		times,
	});

	it.each(faults.filter(([name]) => name !== '404'))(
		'names the existing one when it cannot be read: %s',
		async (_name, fault) => {
			const { id, configurationId } = existing();
			service.emulator.failNext([{ ...fault, match: { method: 'GET' } }]);
			const { error } = await create(configurationId);
			expect(error?.message).toMatch(
				new RegExp(`^The conversation "${id}" exists already, but it could not be read: `),
			);
			expect(error?.description).toMatch(/^Nothing was created\./);
			expect(error?.description).not.toContain('Check the ID');
			expect(error).toMatchObject({ context: { conflictingId: id, mayHaveRun: false } });
			expect(service.emulator.store.conversations.size).toBe(1);
		},
	);

	it.each(['is closed', 'is deleted'])('creates anew when that one %s by now', async (what) => {
		const { store } = service.emulator;
		const conversation = service.conversation();
		conversation.status = 'CLOSED';
		const inTheWay = what === 'is closed' ? conversation.id : 'conv_conversation_gone';
		service.emulator.failNext([refusal(inTheWay)]);
		const { json } = await create(conversation.configurationId);
		expect(json).toEqual([expect.objectContaining({ status: 'ACTIVE' })]);
		expect(json[0].id).not.toBe(conversation.id);
		expect(store.conversations.size).toBe(2);
		expect(posts()).toBe(2);
	});

	it.each(['closed', 'gone'])('gives up after two retries, and names the %s one', async (ended) => {
		const conversation = service.conversation();
		conversation.status = 'CLOSED';
		const id = ended === 'closed' ? conversation.id : 'conv_conversation_gone';
		service.emulator.failNext([refusal(id, FOR_EVER)]);
		const { error } = await create(conversation.configurationId);
		expect(error?.message).toBe(
			`The conversation "${id}" is ${ended}, but Twilio still refuses a new one because of it`,
		);
		expect(posts()).toBe(3);
	});
});
