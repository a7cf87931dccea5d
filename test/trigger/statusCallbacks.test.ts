import { type IDataObject, type NodeApiError, sleep } from 'n8n-workflow';

import { TwilioClient } from '../../nodes/api/client';
import { Limiter } from '../../nodes/api/sending/limiter';
import { withWatchdog } from '../../nodes/api/sending/watchdog';
import { pause } from '../../nodes/api/sending/silence';
import { callbackList } from '../../nodes/TwilioConversationsTrigger/registration/callbackLists';
import {
	longStep,
	PATIENCE_MS,
	step,
} from '../../nodes/TwilioConversationsTrigger/registration/steps';
import { addUrl, type CallbackList, removeUrl } from '../../nodes/shared/callbacks/statusCallbacks';
import { contextWith, response } from '../support/context';

const URL = 'https://n8n.example/webhook';
const client = new TwilioClient(
	contextWith(async () => await Promise.resolve(response(200, {}))),
	new Limiter(1),
);

let lists = 0;

/** A list of which a concurrent writer reverts the first `times` writes. */
function contested(initial: IDataObject[], times: number) {
	const writes: IDataObject[][] = [];
	let callbacks = initial;
	const list: CallbackList = {
		key: `configuration ${++lists}`,
		kind: 'configuration',
		name: '"Support"',
		capacity: 2,
		read: async () => await Promise.resolve(callbacks),
		write: async (changed) => {
			writes.push(changed);
			if (writes.length > times) callbacks = changed;
			return await Promise.resolve(undefined);
		},
	};
	return { list, writes };
}

describe.each([
	['added', addUrl, []],
	['removed', removeUrl, [{ url: URL }]],
] as const)('a URL that is %s while somebody else writes', (_what, change, initial) => {
	it('is written again until it stays', async () => {
		const { list, writes } = contested([...initial], 9);
		await change(client, list, URL);
		expect(writes).toHaveLength(10);
	});

	it('is given up after ten writes, with a message for the user', async () => {
		const { list, writes } = contested([...initial], Infinity);
		await expect(change(client, list, URL)).rejects.toMatchObject({
			message: 'Somebody else keeps changing the status callbacks of the configuration "Support"',
			description: 'The change of this step was overwritten each time. Try again in a moment.',
		});
		expect(writes).toHaveLength(10);
	});
});

describe('a Twilio that answers at once and carries changes out later', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	it('does not count as silent when the trigger itself pauses for longer than its patience', async () => {
		const answer = async () => await Promise.resolve(response(200, { id: 'one' }));
		const patienceMs = 4_000;
		const patient = new TwilioClient(contextWith(answer), new Limiter(1), undefined, patienceMs);
		const { list } = contested([], 0);
		const ask = async () => {
			const path = '/v2/Conversations/{conversationId}' as const;
			await patient.request({ method: 'GET', path }, { ids: { conversationId: 'one' } });
		};
		const slow: CallbackList = {
			...list,
			read: async () => {
				await ask();
				return await list.read();
			},
			write: async (changed) => {
				await pause(patient, 5_000);
				await ask();
				return await list.write(changed);
			},
		};
		const adding = withWatchdog(patient, patienceMs, async (own) => await addUrl(own, slow, URL));
		const settled = expect(adding).resolves.toBeUndefined();
		await jest.advanceTimersByTimeAsync(60_000);
		await settled;
		expect(await list.read()).toEqual([{ url: URL, method: 'POST' }]);
	});

	it('does not delay a start beyond 15 seconds, clean-up included, when it never does', async () => {
		const id = 'conv_configuration_1';
		const answer = async ({ method, url }: { method?: string; url: string }) => {
			if (url.includes('/Operations/'))
				return await Promise.resolve(
					response(200, { operationId: 'proc_job_1', status: 'PENDING' }),
				);
			const isRead = method === 'GET';
			const headers = isRead ? {} : { 'operation-id': 'proc_job_1' };
			return await Promise.resolve(response(isRead ? 200 : 202, { id }, headers));
		};
		const begun = performance.now();
		const messages: string[] = [];
		const starting = (async () => {
			for (const [change, patienceMs] of [
				[addUrl, 6_000],
				[removeUrl, 4_000],
			] as const) {
				const own = new TwilioClient(contextWith(answer), new Limiter(1), undefined, patienceMs);
				const list = callbackList(own, { listenOn: 'configuration', id });
				await withWatchdog(own, patienceMs, async () => await change(own, list, URL)).catch(
					(error: NodeApiError) => messages.push(`${error.message} ${error.description}`),
				);
			}
			return performance.now() - begun;
		})();
		await jest.advanceTimersByTimeAsync(60_000);
		expect(await starting).toBeLessThan(15_000);
		expect(messages).toEqual([
			expect.stringMatching(/is not finished after 9 seconds .* which is safe/),
			expect.stringMatching(/is not finished after 4 seconds .* which is safe/),
		]);
	});
});

describe('a Twilio that answers in time, but slowly', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	const LATENCY_MS = 3_000;
	const context = contextWith(async () => {
		await sleep(LATENCY_MS);
		return response(200, { id: 'one' });
	});

	/** Asks Twilio 40 times, one after the other. */
	async function askOften(own: TwilioClient) {
		const path = '/v2/Conversations/{conversationId}' as const;
		for (let times = 0; times < 40; times++) {
			await own.request({ method: 'GET', path }, { ids: { conversationId: 'one' } });
		}
	}

	async function outcomeOf(work: Promise<unknown>) {
		const begun = performance.now();
		const ended = work.then(
			() => 'done',
			({ message, description }: NodeApiError) => `${message}. ${description}`,
		);
		const timed = ended.then((outcome) => ({ outcome, ms: performance.now() - begun }));
		await jest.advanceTimersByTimeAsync(200_000);
		return await timed;
	}

	it('holds up no hook for longer than half a minute', async () => {
		const { outcome, ms } = await outcomeOf(step(context, PATIENCE_MS.create, askOften));
		expect(outcome).toMatch(
			/^Twilio answers so slowly that this was not done within 30 seconds\. Try again in a moment\./,
		);
		expect(ms).toBeLessThan(31_000);
	});

	it('is let go on where there may be thousands of conversations', async () => {
		const { outcome } = await outcomeOf(longStep(context, PATIENCE_MS.delete, askOften));
		expect(outcome).toBe('done');
	});
});
