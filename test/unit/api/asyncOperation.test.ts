import { readAccepted, waitForOperation } from '../../../nodes/api/jobs/operation';
import { TwilioClient } from '../../../nodes/api/client';
import { Limiter } from '../../../nodes/api/sending/limiter';
import { jobLabels } from '../../../nodes/shared/jobLabels';
import { contextWith, response } from '../../support/context';

const accepted = { operationId: 'proc_job_1' };

/** Stays in a state for that many polls before it completes, and records the time of each poll. */
function operation(state: string, looks: number, headers = {}) {
	const begun = Date.now();
	const times: number[] = [];
	const context = contextWith(async () => {
		times.push(Date.now() - begun);
		const status = times.length > looks ? 'COMPLETED' : state;
		return await Promise.resolve(response(200, { operationId: 'proc_job_1', status }, headers));
	});
	return { client: new TwilioClient(context, new Limiter(1)), times };
}

describe('waiting for an operation', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	it('polls at the pace that Twilio names', async () => {
		const { client, times } = operation('PENDING', 2, { 'Retry-After': '3' });
		const done = waitForOperation(client, { ...accepted, retryAfterMs: 5000 }, 60_000, jobLabels);
		await jest.runAllTimersAsync();
		expect(await done).toMatchObject({ status: 'COMPLETED' });
		expect(times).toEqual([5000, 8000, 11_000]);
	});

	it('polls less and less often if Twilio names none', async () => {
		const { client, times } = operation('RUNNING', 6);
		const done = waitForOperation(client, accepted, 60_000, jobLabels);
		await jest.runAllTimersAsync();
		await done;
		expect(times).toEqual([500, 1500, 3500, 7500, 15_500, 25_500, 35_500]);
	});

	it('pauses between polls, even if Twilio names a time of zero', async () => {
		const { client, times } = operation('PENDING', 1000, { 'Retry-After': '0' });
		const end = waitForOperation(client, { ...accepted, retryAfterMs: 0 }, 60_000, jobLabels).catch(
			(error: Error) => error.message,
		);
		await jest.runAllTimersAsync();
		expect(await end).toBe('The operation "proc_job_1" is not finished after 60 seconds');
		expect(times.length).toBeLessThan(15);
	});

	it.each(['PENDING', 'RUNNING', 'SOMETHING_NEW', 'undefined'])(
		'takes %s for not finished, and looks once more when the time is over',
		async (state) => {
			const { client, times } = operation(state, 1000, { 'Retry-After': '40' });
			const end = waitForOperation(client, accepted, 60_000, jobLabels).catch(
				(error: unknown) => error,
			);
			await jest.runAllTimersAsync();
			expect(await end).toMatchObject({
				message: 'The operation "proc_job_1" is not finished after 60 seconds',
				context: { operationId: 'proc_job_1', operationStatus: state },
			});
			expect(times).toEqual([500, 40_500, 58_000]);
		},
	);

	it.each([
		['FAILED', 'The operation "proc_job_1" could not be completed at Twilio: Still in use'],
		['CANCELLED', 'The operation "proc_job_1" was cancelled at Twilio: Still in use'],
	])('ends with the reason when it %s', async (status, message) => {
		const error = { type: 'about:blank', title: 'Conflict', detail: 'Still in use' };
		const context = contextWith(
			async () =>
				await Promise.resolve(response(200, { operationId: 'proc_job_1', status, error })),
		);
		const client = new TwilioClient(context, new Limiter(1));
		const end = waitForOperation(client, accepted, 60_000, jobLabels).catch(
			(thrown: unknown) => thrown,
		);
		await jest.runAllTimersAsync();
		expect(await end).toMatchObject({ message, context: { operationStatus: status } });
	});
});

describe('an accepted operation', () => {
	const { client } = operation('PENDING', 0);
	const statusUrl = 'https://conversations.twilio.com/v2/ControlPlane/Operations/proc_job_1';
	const read = (headers: Record<string, string>, body = {}) =>
		readAccepted(client, { status: 202, headers, body }, jobLabels);

	it.each([
		['the header', { 'operation-id': 'proc_job_1', 'retry-after': '5' }, { statusUrl }],
		['the status URL', { 'retry-after': '5' }, { statusUrl }],
		['the Location', { 'retry-after': '5', location: statusUrl }, {}],
	])('is known by %s', (_name, headers, body) => {
		expect(read(headers, body)).toMatchObject({ operationId: 'proc_job_1', retryAfterMs: 5000 });
	});
});
