import { type INodeParameters, jsonParse } from 'n8n-workflow';

import type { PlannedFault } from '../../emulator';
import { addAction, addCommunication } from '../support/addRecords';
import { cases, OPERATIONS } from '../support/cases';
import {
	credentialsFor,
	type EmulatorService,
	useEmulator,
	useSideBySide,
} from '../support/useEmulator';
import { withoutJitter } from '../support/withoutJitter';

// The times between two looks at Twilio are what takes time here.
jest.mock('n8n-workflow', () =>
	jest
		.requireActual<typeof import('../support/shortWaits')>('../support/shortWaits')
		.withShortWaits(),
);

const service = useEmulator();

withoutJitter();

/** The same parameters with the IDs of existing records. */
async function withRecords(
	at: EmulatorService,
	parameters: INodeParameters,
): Promise<INodeParameters> {
	const { emulator } = at;
	const conversation = at.conversation({ participants: [{ name: 'Ada', type: 'CUSTOMER' }] });
	const [{ id: participantId }] = conversation.participants;
	const author = { channel: 'SMS', address: '+15017122661', participantId } as const;
	const ids = {
		conv_conversation: conversation.id,
		conv_configuration: conversation.configurationId,
		conv_participant: participantId,
		conv_communication: addCommunication(emulator, conversation, { author }).id,
		conv_action: addAction(emulator, conversation).id,
		proc_job: await at.operation(),
	};
	return jsonParse<INodeParameters>(
		Object.entries(ids).reduce(
			(text, [prefix, id]) => text.replace(new RegExp(`${prefix}_\\w+`, 'g'), id),
			JSON.stringify(parameters),
		),
	);
}

type Operation = (typeof OPERATIONS)[number];

/** What is read first is their endpoint, but they change something in the conversation. */
const CHANGES_AFTER_A_LOOK = ['reply'];

/** A POST without a key must never be carried out twice. */
const isRepeatable = ({ method, isKeyed }: Operation) => method !== 'POST' || isKeyed;

/** Runs an operation with faults injected into its first requests. */
async function runThrough(at: EmulatorService, operation: Operation, faults: PlannedFault[]) {
	const parameters = await withRecords(at, operation.parameters);
	at.emulator.failNext(faults);
	const { error } = await at.run(operation.resource, operation.operation, parameters);
	return { error, journal: [...at.emulator.journal] };
}

// These make the node slow down for a second or two, so all operations run at the same time.
const throttled: PlannedFault = { kind: '429', retryAfter: 0 };
const slowedDown = useSideBySide(OPERATIONS, async (at, operation) => {
	const afterThree429s = await runThrough(at, operation, [throttled, throttled, throttled]);
	expect(at.emulator.violations).toEqual([]);
	at.emulator.reset();
	const unavailable: PlannedFault = { kind: '503-retry-after', retryAfter: 0 };
	const after503WithRetryAfter = await runThrough(at, operation, [unavailable]);
	return { afterThree429s, after503WithRetryAfter };
});

describe.each(OPERATIONS.map((one) => ({ ...one, one })))(
	'$resource: $operation',
	({ resource, operation, method, parameters, one }) => {
		let own: INodeParameters;
		beforeEach(async () => {
			own = await withRecords(service, parameters);
		});
		const run = async (how = {}) => await service.run(resource, operation, own, how);

		it('says that a conversation is closed where it changes something in one, and only there', async () => {
			const isChange =
				'conversationId' in own &&
				(!['GET', 'DELETE'].includes(method) || CHANGES_AFTER_A_LOOK.includes(operation));
			for (const one of service.emulator.store.conversations.values()) one.status = 'CLOSED';
			const { error } = await run();
			const said = /^The conversation ".*" is closed and cannot be changed$/.test(
				error?.message ?? '',
			);
			expect(said).toBe(isChange);
		});

		it('says that the credential is wrong, after one request and without revealing it', async () => {
			const credentials = credentialsFor(service.emulator, { authToken: 'not-the-one' });
			const { error } = await run({ credentials });
			expect(error?.message).toBe('Twilio did not accept the credential');
			expect(error).toMatchObject({ context: { itemIndex: 0, twilioCode: 20003 } });
			expect(JSON.stringify(error)).not.toContain('not-the-one');
			expect(service.requests()).toHaveLength(1);
		});

		it('tells terms that are not accepted from a wrong credential', async () => {
			service.emulator.configure({ termsAccepted: false });
			const { error } = await run();
			expect(error?.message).toContain('terms of Conversation Orchestrator have not been accepted');
			expect(error?.description).toContain('The credential is fine');
		});

		it('retries a request that was never processed', async () => {
			const { journal } = (await slowedDown(one)).afterThree429s;
			const [first, second, third, fourth] = journal;
			expect([first, second, third].map(({ status }) => status)).toEqual([429, 429, 429]);
			expect(fourth).toMatchObject({ method, path: first.path, processed: true });
			// A retried write carries the same key, so that Twilio can replay it.
			expect(fourth.headers['idempotency-key']).toBe(first.headers['idempotency-key']);
		});

		it.each([
			...(['500', '502', '504', 'reset-before', 'html', 'truncated', 'empty'] as const),
			'503-retry-after',
		] as const)(
			`${isRepeatable(one) ? 'gets through' : 'is not repeated'} after %s`,
			async (kind) => {
				const { error, journal } =
					kind === '503-retry-after'
						? (await slowedDown(one)).after503WithRetryAfter
						: await runThrough(service, one, [{ kind, retryAfter: 0 }]);
				const attempts = journal.filter(
					(entry) => entry.method === method && entry.path === journal[0].path,
				);
				if (isRepeatable(one)) {
					expect(error).toBeUndefined();
				} else {
					expect(attempts).toHaveLength(1);
					expect(error?.description).toMatch(/may (or may not )?have (been )?carried/);
					expect(error?.context).toMatchObject({ mayHaveRun: true });
				}
				expect(error?.message ?? '').not.toMatch(/JSON|Unexpected/);
			},
		);
	},
);

/** Refusals that have a message of their own, besides the plain one of their status. */
const REFUSALS: Record<string, { headers?: Record<string, string>; isClosed?: boolean }> = {
	'a refusal': {},
	'a closed conversation': { isClosed: true },
	'a record that is in the way': {
		headers: { 'X-Conflicting-Resource-Id': 'conv_participant_01k1etk2y5f1y9fpe2epfdtvv2' },
	},
};
const repeated = OPERATIONS.filter(
	({ method, isKeyed }) => method !== 'GET' && (method !== 'POST' || isKeyed),
);

describe.each(repeated)('$resource: $operation, carried out by the first attempt', (row) => {
	it.each(Object.entries(REFUSALS))(
		'is not reported as having changed nothing when a retry ends with %s',
		async (_name, { headers, isClosed = false }) => {
			const { resource, operation, method } = row;
			// One that closes would succeed, since the conversation is closed.
			const intent = cases[resource][operation].find(
				({ parameters }) => !JSON.stringify(parameters).includes('CLOSED'),
			);
			const own = await withRecords(service, intent?.parameters ?? {});
			const body = { code: 409, message: 'Conflict' };
			service.emulator.failNext([
				{ kind: '500-after', match: { method } },
				{ kind: 'answer', match: { method }, answer: { status: 409, headers, body } },
			]);
			if (isClosed)
				for (const one of service.emulator.store.conversations.values()) one.status = 'CLOSED';
			const { error } = await service.run(resource, operation, own);
			expect(error).toMatchObject({ context: { mayHaveRun: true } });
			expect(error?.description).toMatch(/^An earlier try may have been carried out\./);
			expect(error?.description).not.toMatch(/nothing was/i);
		},
	);
});

describe('what every operation has in common', () => {
	it.each(['classic', 'httpStatusCode', 'rfc9457'] as const)(
		'reads the %s form of an error',
		async (errorFormat) => {
			service.emulator.configure({ errorFormat, termsAccepted: false });
			const { error } = await service.run('conversation', 'getAll', {});
			expect(error).toMatchObject({ httpCode: '401', context: { twilioCode: 20003 } });
		},
	);

	it('names the host when it cannot be reached', async () => {
		// Port 9 (discard) of this machine: nothing listens there, so the refusal is immediate.
		const credentials = credentialsFor(service.emulator, { baseUrl: 'http://127.0.0.1:9' });
		const { error } = await service.run('conversation', 'getAll', {}, { credentials });
		expect(error?.message).toBe('No connection to 127.0.0.1:9');
		expect(error?.description).toContain("Nothing was sent. Check 'Base URL' in the credential");
	});

	it.each(['', 'conversations.twilio.com', 'ftp://x.example', 'https://x.example/v2'])(
		'refuses the base URL "%s" before anything is sent',
		async (baseUrl) => {
			const credentials = credentialsFor(service.emulator, { baseUrl });
			const { error } = await service.run('conversation', 'getAll', {}, { credentials });
			expect(error?.message).toBe("'Base URL' in the credential is not a usable address");
		},
	);
});

it('never creates twice, whatever comes back', async () => {
	const { store } = service.emulator;
	const configurationId = store.addConfiguration().id;
	const kinds = ['reset-after', 'truncated', 'empty', '500-after', 'reset-mid-body'] as const;
	for (const kind of kinds) {
		const before = store.conversations.size;
		service.emulator.failNext([{ kind }]);
		const { error } = await service.run('conversation', 'create', {
			configurationId,
			participants: {},
		});
		expect(store.conversations.size).toBe(before + 1);
		expect(error?.description).toContain('may or may not have carried it out');
	}
});

it('deletes once when the answer to the first try is lost', async () => {
	const { id } = service.conversation();
	service.emulator.failNext([{ kind: 'reset-after' }]);
	const { json } = await service.run('conversation', 'delete', { conversationId: id });
	expect(json).toEqual([expect.objectContaining({ deleted: true, id })]);
	expect(service.emulator.journal.map(({ outcome }) => outcome)).toContain('replayed');
	expect(service.emulator.store.operations.size).toBe(1);
});

it('does not call a close done when only the status fits', async () => {
	// The first attempt never arrived, and somebody else closes the conversation meanwhile.
	const conversation = service.conversation({ name: 'Old' });
	service.emulator.failNext([{ kind: 'reset-before' }]);
	conversation.status = 'CLOSED';
	const { error } = await service.run('conversation', 'patch', {
		conversationId: conversation.id,
		updateFields: { status: 'CLOSED', name: 'New' },
	});
	expect(error?.message).toBe(
		`The conversation "${conversation.id}" is closed and cannot be changed`,
	);
});

it('does not wait for a Retry-After of a week, and says so', async () => {
	service.emulator.failNext([{ kind: '429', retryAfter: 604_800 }]);
	const { error } = await service.run('conversation', 'getAll', {});
	expect(error?.description).toContain('It asks to wait 604800 seconds');
	expect(service.requests()).toHaveLength(1);
});
