import { type INodeExecutionData, type INodeParameters, jsonParse } from 'n8n-workflow';

import { cases, OPERATIONS } from '../support/cases';
import type { PlannedFault } from '../../emulator';
import {
	credentialsFor,
	type EmulatorService,
	useEmulator,
	useSideBySide,
} from '../support/useEmulator';
import { withoutJitter } from '../support/withoutJitter';

const service = useEmulator();

withoutJitter();

/** More than are in flight at once in the beginning: 10. */
const ITEMS: INodeExecutionData[] = Array.from({ length: 12 }, (_, number) => ({
	json: { number },
}));
const GOES_ON = { items: ITEMS, onError: 'continueRegularOutput' } as const;

/** A record of its own for each item, so that all can run concurrently, and no idempotency key. */
function apart(parameters: INodeParameters): INodeParameters {
	const text = JSON.stringify(parameters, (name, value: unknown) =>
		name === 'idempotencyKey' ? undefined : value,
	);
	return jsonParse(
		text.replace(/"((?:conv|proc)_\w+?)\w{2}"/g, '"={{ `$1${10 + $json.number}` }}"'),
	);
}

/** Each item but the first says that nothing was sent for it, and is paired with its input. */
function expectOthersUnsent(items: INodeExecutionData[], message: RegExp) {
	expect(items).toHaveLength(ITEMS.length);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(ITEMS.map((_, item) => ({ item })));
	for (const { json } of items) expect(json.error).toMatch(message);
	for (const { json } of items.slice(1)) {
		expect(json.details).toMatchObject({
			notSent: true,
			mayHaveRun: false,
			description: expect.stringContaining('Nothing was sent for this item'),
		});
	}
}

describe.each(OPERATIONS.filter(({ waits }) => !waits))(
	'$resource: $operation of several items',
	(row) => {
		const run = async (how = {}) =>
			await service.run(row.resource, row.operation, apart(row.parameters), how);

		it('sends one request with a credential that is not accepted', async () => {
			const credentials = credentialsFor(service.emulator, { authToken: 'not-the-one' });
			const { items } = await run({ ...GOES_ON, credentials });
			expectOthersUnsent(items, /^Twilio did not accept the credential$/);
			expect(service.requests()).toHaveLength(1);
		});

		it('sends one request when Retry-After asks for more than the longest wait', async () => {
			service.emulator.failNext([{ kind: '429', retryAfter: 3600, times: Infinity }]);
			const { items } = await run(GOES_ON);
			expectOthersUnsent(items, /takes no more requests at the moment/);
			expect(service.requests()).toHaveLength(1);
		});

		it.each([
			[407, /asks for a login$/],
			[301, /redirects the request elsewhere$/],
			[308, /redirects the request elsewhere$/],
		])(
			'sends one request when a proxy or a redirect is in the way: %s',
			async (status, message) => {
				service.emulator.failNext([{ kind: 'answer', times: Infinity, answer: { status } }]);
				const { items } = await run(GOES_ON);
				expectOthersUnsent(items, message);
				expect(service.requests()).toHaveLength(1);
			},
		);

		it('stops the step with the failure of the request that was sent', async () => {
			const credentials = credentialsFor(service.emulator, { authToken: 'not-the-one' });
			const { error } = await run({ items: ITEMS, credentials });
			expect(error).toMatchObject({ context: { itemIndex: 0, twilioCode: 20003 } });
			expect(service.requests()).toHaveLength(1);
		});

		it.each(['', 'conversations.twilio.com'])('sends nothing to "%s"', async (baseUrl) => {
			const credentials = credentialsFor(service.emulator, { baseUrl });
			const { items } = await run({ ...GOES_ON, credentials });
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(ITEMS.map((_, item) => ({ item })));
			for (const { json } of items) {
				expect(json.error).toBe("'Base URL' in the credential is not a usable address");
			}
			expect(service.requests()).toEqual([]);
		});
	},
);

describe('a step that gets nowhere', () => {
	const ids = () => Array.from({ length: 25 }, () => service.conversation().id);
	const itemsOf = (all: string[]) => all.map((id) => ({ json: { id } }));
	const conversationId = { __rl: true, mode: 'id', value: '={{ $json.id }}' };

	it('goes on when a single record is redirected', async () => {
		const all = ids();
		service.emulator.failNext([
			{ kind: 'answer', match: { path: all[3] }, answer: { status: 308 } },
		]);
		const parameters = { conversationId: '={{ $json.id }}' };
		const how = { items: itemsOf(all), onError: 'continueRegularOutput' as const };
		const { json } = await service.run('conversation', 'get', parameters, how);
		expect(json.filter(({ error }) => error !== undefined)).toHaveLength(1);
	});

	it('goes on when a single record is throttled for long', async () => {
		const all = ids();
		const fault: PlannedFault = { kind: '429', retryAfter: 3600, match: { path: all[3] } };
		service.emulator.failNext([{ ...fault, times: Infinity }]);
		const { json } = await service.run(
			'conversation',
			'get',
			{ conversationId },
			{ items: itemsOf(all), onError: 'continueRegularOutput' },
		);
		expect(json.filter(({ error }) => error !== undefined)).toHaveLength(1);
		expect(json[3].error).toContain('takes no more requests');
	});

	it('goes on when a single record keeps failing', async () => {
		const all = ids().slice(0, 3);
		service.emulator.failNext([{ kind: '500', match: { path: all[0] }, times: Infinity }]);
		const { json } = await service.run(
			'conversation',
			'get',
			{ conversationId },
			{ items: itemsOf(all), onError: 'continueRegularOutput' },
		);
		expect(json.map(({ id }) => id)).toEqual([undefined, all[1], all[2]]);
	});

	it('ends after some items are done, and says what became of each', async () => {
		const all = ids();
		service.emulator.failNext([{ kind: '429', retryAfter: 3600, skip: 5, times: Infinity }]);
		const { json } = await service.run(
			'conversation',
			'get',
			{ conversationId, options: { maxRequests: 1 } },
			{ items: itemsOf(all), onError: 'continueRegularOutput' },
		);
		expect(json.slice(0, 5).map(({ id }) => id)).toEqual(all.slice(0, 5));
		expect(json.slice(6).every(({ details }) => Object(details).notSent === true)).toBe(true);
		expect(service.requests()).toHaveLength(6);
	});

	it('says so when no credential was chosen', async () => {
		const { items, error } = await service.run(
			'conversation',
			'get',
			{ conversationId },
			{ items: itemsOf(ids()), credentials: {}, onError: 'continueRegularOutput' },
		);
		// Either n8n refuses to start the node, or the node says so itself.
		const told = items.map(({ json }) => json.error).concat(error?.message ?? []);
		expect(told.join()).toMatch(/credential/i);
		expect(service.requests()).toEqual([]);
	});
});

describe('Max Wait bounds every wait', () => {
	const wait = { options: { maxWait: 1 } };
	const faults: PlannedFault[] = [
		{ kind: '429', retryAfter: 30 },
		{ kind: '503', retryAfter: 30 },
		{ kind: '429' },
		{ kind: '500' },
		{ kind: 'hang' },
	];
	/** Operations that poll after their write. */
	const waiting: Array<[string, string, (at: EmulatorService) => INodeParameters]> = [
		['conversation', 'delete', (at) => ({ conversationId: at.conversation().id })],
		[
			'configuration',
			'delete',
			({ emulator }) => ({ configurationId: emulator.store.addConfiguration().id }),
		],
		[
			'configuration',
			'patch',
			({ emulator }) => ({
				configurationId: emulator.store.addConfiguration().id,
				updateFields: { description: 'New' },
			}),
		],
		[
			'action',
			'sendMessage',
			(at) => ({
				...cases.action.sendMessage[0].parameters,
				conversationId: at.conversation().id,
			}),
		],
	];
	// All wait for a second.
	const attempt = useSideBySide(faults, async (at, fault) => {
		const path = /Operations\/|Actions\//;
		at.emulator.failNext([{ ...fault, match: { method: 'GET', path }, times: Infinity }]);
		const begun = performance.now();
		const runs = waiting.map(async ([resource, operation, parameters]) => {
			const { status } = await at.run(resource, operation, { ...parameters(at), ...wait });
			return { resource, status };
		});
		const ended = await Promise.all(runs);
		return { ended, milliseconds: performance.now() - begun };
	});

	it.each(faults)(
		'when polls are answered with $kind, Retry-After $retryAfter, for all that wait',
		async (fault) => {
			const { ended, milliseconds } = await attempt(fault);
			// An accepted message is returned with its last known status.
			expect(ended).toEqual(
				waiting.map(([resource]) => ({
					resource,
					status: resource === 'action' ? 'success' : 'error',
				})),
			);
			expect(milliseconds).toBeLessThan(3000);
		},
	);
});

describe('nothing goes on after the step has ended', () => {
	it('sends no more for a page once a record of it could not be read', async () => {
		service.emulator.configure({ latencyMs: 5, listOmitsFields: ['name'] });
		const all = Array.from({ length: 300 }, () => service.conversation({ name: 'Order' }).id);
		service.emulator.failNext([{ kind: '429', retryAfter: 3600, match: { path: all[20] } }]);
		const { emulator } = service;
		const { error } = await service.run('conversation', 'getAll', {
			returnAll: true,
			filters: { nameContains: 'order' },
		});
		const sent = emulator.journal.length;
		expect(error).toBeDefined();
		expect(emulator.journal.every(({ outcome }) => outcome !== 'pending')).toBe(true);
		// The harness fails the test if any is sent later.
		expect(sent).toBeLessThan(200);
	});
});
