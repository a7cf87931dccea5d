import { randomUUID } from 'node:crypto';

import type { Switches } from './index';
import { finish } from './testClient';
import { useApi } from './useApi';

const KEY: string = randomUUID();

describe('operations and idempotency', () => {
	const service = useApi({ switches: { operationMs: null } });
	const { api } = service;
	let path: string;

	beforeEach(() => {
		const { id: configurationId } = service.emulator.store.addConfiguration();
		path = `/v2/Conversations/${service.emulator.store.addConversation({ configurationId }).id}`;
	});
	afterEach(() => expect(service.emulator.violations).toEqual([]));

	const accept = async (switches: Partial<Switches> = {}) => {
		service.emulator.configure(switches);
		const accepted = await api('DELETE', path);
		expect(accepted.status).toBe(202);
		return accepted;
	};
	const statusOf = async (url: unknown) =>
		(await api('GET', String(url).replace(service.emulator.url, ''))).body.status;

	it('202 has statusUrl and related in the body, Operation-Id, Retry-After and Location in the headers (Twilio OpenAPI)', async () => {
		const { body, headers } = await accept({ operationRetryAfter: 5 });
		const id = headers.get('operation-id');
		expect(id).toMatch(/^proc_job_[0-7][0-9a-z]{25}$/);
		expect(headers.get('retry-after')).toBe('5');
		expect(headers.get('location')).toBe(
			`${service.emulator.url}/v2/ControlPlane/Operations/${id}`,
		);
		expect(body).toEqual({
			statusUrl: headers.get('location'),
			related: { conversationId: path.split('/').pop() },
		});
	});

	it('can be without these headers, or with a Retry-After that is no number', async () => {
		const bare = await accept({
			operationOmitsIdHeader: true,
			operationOmitsLocationHeader: true,
			operationRetryAfter: null,
			operationOutcome: 'FAILED',
			operationPolls: 0,
		});
		for (const name of ['operation-id', 'location', 'retry-after']) {
			expect(bare.headers.get(name)).toBeNull();
		}
		await statusOf(bare.body.statusUrl);
		const odd = await accept({ operationRetryAfter: 'soon' });
		expect(odd.headers.get('retry-after')).toBe('soon');
	});

	it('goes PENDING, RUNNING, COMPLETED (Twilio docs: Operation resource)', async () => {
		const { statusUrl } = (await accept({ operationPolls: 4 })).body;
		const seen = [];
		for (let poll = 0; poll < 6; poll++) seen.push(await statusOf(statusUrl));
		expect(seen).toEqual(['PENDING', 'PENDING', 'RUNNING', 'RUNNING', 'COMPLETED', 'COMPLETED']);
	});

	it('can show PENDING until the end (SDK 6.2: three statuses) and can take for ever', async () => {
		const { statusUrl } = (await accept({ operationShowsRunning: false, operationPolls: null }))
			.body;
		for (let poll = 0; poll < 5; poll++) expect(await statusOf(statusUrl)).toBe('PENDING');
	});

	it('can be finished by time instead, also when nobody asks', async () => {
		service.emulator.clock.freeze();
		await accept({ operationPolls: null, operationMs: 60_000 });
		service.emulator.clock.advance(59_999);
		expect((await api('GET', path)).status).toBe(200);
		service.emulator.clock.advance(1);
		expect((await api('GET', path)).status).toBe(404);
	});

	it('can be finished at once', async () => {
		await accept({ operationMs: 0 });
		expect((await api('GET', path)).status).toBe(404);
	});

	it('FAILED carries an RFC 9457 problem and changes nothing (Twilio OpenAPI: Operation.error)', async () => {
		const { body } = await finish(api, await accept({ operationOutcome: 'FAILED' }));
		expect(body).toMatchObject({
			status: 'FAILED',
			error: { status: 500, title: 'Operation failed' },
		});
		expect(body.completedAt).not.toBeNull();
		expect((await api('GET', path)).status).toBe(200);
	});

	it('CANCELLED changes nothing; outcomes can be set per resource', async () => {
		const id = path.split('/').pop() ?? '';
		const accepted = await accept({ operationOutcomes: { [id]: 'CANCELLED' } });
		expect((await finish(api, accepted)).body).toMatchObject({ status: 'CANCELLED', error: null });
		expect((await api('GET', path)).status).toBe(200);
	});

	it('404 for an unknown operation', async () => {
		expect((await api('GET', '/v2/ControlPlane/Operations/proc_job_1')).status).toBe(404);
	});

	describe('Idempotency-Key (Twilio docs and SDK 6.2: same key, original response, 24 hours)', () => {
		const remove = async (key = KEY) =>
			await api('DELETE', path, undefined, { 'idempotency-Key': key });

		it('replays the original answer and does nothing again', async () => {
			const first = await remove();
			const again = await remove(KEY.toUpperCase());
			expect(again.status).toBe(202);
			expect(again.body).toEqual(first.body);
			expect(again.headers.get('operation-id')).toBe(first.headers.get('operation-id'));
			expect(service.emulator.store.operations.size).toBe(1);
			const [one, two] = service.emulator.journal;
			expect(one).toMatchObject({ outcome: 'answered', processed: true, idempotencyKey: KEY });
			expect(two).toMatchObject({ outcome: 'replayed', processed: false });
		});

		it('also with another body', async () => {
			const configuration = service.emulator.store.addConfiguration();
			const patch = async (description: string) =>
				await api(
					'PATCH',
					`/v2/ControlPlane/Configurations/${configuration.id}`,
					{ description },
					{ 'Idempotency-Key': KEY },
				);
			await finish(api, await patch('first'));
			await finish(api, await patch('second'));
			expect(configuration.settings.description).toBe('first');
		});

		it('forgets after 24 hours', async () => {
			service.emulator.clock.freeze();
			await remove();
			service.emulator.clock.advance(24 * 60 * 60 * 1000 - 1);
			expect((await remove()).status).toBe(202);
			service.emulator.clock.advance(1);
			expect((await remove()).status).toBe(409);
		});

		it('another key is another request, and a refusal is not kept', async () => {
			await remove();
			const other = randomUUID();
			service.emulator.configure({ operationOutcome: 'FAILED' });
			expect((await remove(other)).status).toBe(409);
			const [operation] = service.emulator.store.operations.values();
			for (let poll = 0; poll < 3; poll++) {
				await api('GET', `/v2/ControlPlane/Operations/${operation?.id}`);
			}
			expect((await remove(other)).status).toBe(404);
		});

		it('has to be a UUID (Twilio OpenAPI: pattern)', async () => {
			expect((await remove('not-a-uuid')).status).toBe(400);
		});
	});
});
