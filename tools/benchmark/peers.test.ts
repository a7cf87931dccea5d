import type { ShowProgress } from '../cli/progress';
import { startChild } from './child';
import { Lab } from './lab';
import type { PeerName } from './peers/names';
import { Pace } from './peers/pace';
import type { Service } from './protocol';
import { createRunner } from './runner';
import { startService } from './service';

const COUNT = 12;
const inSilence: ShowProgress = async (_look, work) => await work();

let lab: Lab;
let close: () => Promise<void>;

beforeAll(async () => {
	const service = await startService();
	close = service.close;
	const runner = createRunner({ from: 'source' });
	const newRunner = () => ({ api: createRunner({ from: 'source' }), stop: () => {} });
	const { signal } = new AbortController();
	lab = new Lab({ service, runner, newRunner, showProgress: inSilence, isQuick: true, signal });
});
afterAll(async () => await close());

describe('the peers', () => {
	it.each<PeerName>([
		...(['pool', 'sdkLoop', 'sdkAtOnce', 'httpRequest', 'httpRequestRetry'] as const),
		...(['node', 'cleanUp', 'bare', 'bareParameter'] as const),
	])('%s deletes every conversation once and tells so', async (peer) => {
		const measured = await lab.measure({ peer, count: COUNT, atOnce: 3, perSecond: 1000 });
		expect(measured).toMatchObject({
			...{ given: COUNT, deleted: COUNT, done: COUNT, failed: 0, refused: 0, faults: [], note: '' },
			requests: peer === 'cleanUp' ? COUNT + 1 : COUNT,
		});
		expect(measured.cpuMs).toBeGreaterThan(0);
	});

	it('are told apart by what they do when they are refused', async () => {
		const switches = { rateLimit: { concurrent: 5, retryAfter: 0 }, latencyMs: 150 };
		const all = { count: COUNT, switches };
		const httpRequest = await lab.measure({ ...all, peer: 'httpRequest' });
		// On a slow machine the first may be answered before the last arrives.
		const { deleted, refused } = httpRequest;
		expect(httpRequest).toMatchObject({ done: deleted, failed: refused, faults: [] });
		expect([deleted + refused, httpRequest.requests]).toEqual([COUNT, COUNT]);
		expect(deleted).toBeGreaterThanOrEqual(5);
		expect(refused).toBeGreaterThan(0);
		expect(httpRequest.mostAtOnce).toBeGreaterThan(3);
		const pool = await lab.measure({ ...all, peer: 'pool', atOnce: COUNT });
		expect(pool).toMatchObject({ deleted: COUNT, done: COUNT, failed: 0 });
		expect(pool.refused).toBeGreaterThan(0);
		const node = await lab.measure({ ...all, peer: 'node' });
		expect(node).toMatchObject({ deleted: COUNT, done: COUNT, failed: 0, faults: [] });
		expect(node.refused).toBeGreaterThan(0);
		expect(node.requests).toBe(COUNT + node.refused);
	});

	it.each<PeerName>(['pool', 'sdkLoop', 'sdkAtOnce', 'httpRequest', 'node', 'bare'])(
		'%s tells of no success where all is refused',
		async (peer) => {
			const switches = { termsAccepted: false };
			const measured = await lab.measure({ peer, count: COUNT, switches, atOnce: 3 });
			// The node gives up after one request with a wrong credential; the others send one per item.
			const requests = peer === 'node' ? 1 : COUNT;
			expect(measured).toMatchObject({ deleted: 0, done: 0, failed: COUNT, requests });
		},
	);

	it('change nothing in a dry run', async () => {
		const measured = await lab.measure({ peer: 'listOnly', count: COUNT });
		expect(measured).toMatchObject({ deleted: 0, requests: 1, done: COUNT });
	});

	it('are watched while something else goes on', async () => {
		let url = '';
		const meanwhile = async (target: { url: string }, signal: AbortSignal) => {
			url = target.url;
			await new Promise((ended) => signal.addEventListener('abort', ended));
		};
		await lab.measure({ peer: 'pool', count: COUNT, meanwhile });
		expect(url).toMatch(/^http:/);
	});
});

it('keeps a pace: never more than so many within a second', async () => {
	const pace = new Pace(60);
	const sent: number[] = [];
	const send = async () => {
		await pace.turn();
		sent.push(performance.now());
	};
	await Promise.all(Array.from({ length: 70 }, send));
	const gaps = sent.slice(60).map((at, index) => at - sent[index]);
	expect(gaps).toHaveLength(10);
	expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);
});

it('has parts in processes of their own, which are gone when it is stopped', async () => {
	const stop = new AbortController();
	const flags = ['--import', 'tsx'];
	const { api } = startChild<Service>('serviceProcess.ts', stop.signal, flags);
	const { ids } = await api.prepare({ conversations: 3, switches: {} });
	expect(ids).toHaveLength(3);
	expect(await api.tally()).toEqual({ requests: 0, left: 3 });
	// Takes far longer than stopping the process.
	const call = api.prepare({ conversations: 200_000, switches: {} });
	stop.abort();
	await expect(call).rejects.toThrow('has ended');
	await expect(api.tally()).rejects.toThrow('has ended');
});
