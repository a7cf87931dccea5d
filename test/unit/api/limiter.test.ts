import fc from 'fast-check';

import { Cancellation, Cancelled } from '../../../nodes/api/cancellation';
import { Limiter } from '../../../nodes/api/limiter';
import { type Deferred, deferred, settled } from '../deferred';

/** Runs so many tasks, and records when they begin; the test decides when and how each ends. */
function start(max: number, tasks: number) {
	const limiter = new Limiter(max);
	const cancellation = new Cancellation();
	const begun: number[] = [];
	const ends = Array.from({ length: tasks }, () => deferred<number>());
	const results = ends.map(
		async ({ promise }, index) =>
			await limiter
				.run(async () => {
					begun.push(index);
					return await promise;
				}, cancellation)
				.catch((error: unknown) => error),
	);
	return { limiter, cancellation, begun, ends, results: Promise.all(results) };
}

const end = (task: Deferred<number>, index: number, fails: boolean) => {
	if (fails) task.reject(new Error(`task ${index} failed`));
	else task.resolve(index);
};

const plan = fc.record({
	max: fc.integer({ min: 1, max: 5 }),
	/** Whether each task fails. */
	tasks: fc.array(fc.boolean(), { minLength: 1, maxLength: 15 }),
	/** Which of those under way ends next. */
	picks: fc.infiniteStream(fc.nat(100)),
	cancelAfter: fc.nat(15),
});

describe('the limiter', () => {
	it('runs no more at once than allowed, all in the order they came, and passes results on', async () => {
		await fc.assert(
			fc.asyncProperty(plan, async ({ max, tasks, picks }) => {
				const { begun, ends, results } = start(max, tasks.length);
				const under = new Set<number>();
				for (let done = 0; done < tasks.length; done++) {
					await settled();
					begun.slice(under.size + done).forEach((index) => under.add(index));
					// All slots are used as long as there is anything left to do.
					expect(under.size).toBe(Math.min(max, tasks.length - done));
					const index = [...under][picks.next().value % under.size];
					under.delete(index);
					end(ends[index], index, tasks[index]);
				}
				expect(begun).toEqual(tasks.map((_fails, index) => index));
				expect(await results).toEqual(
					tasks.map((fails, index) => (fails ? new Error(`task ${index} failed`) : index)),
				);
			}),
			{ numRuns: 60 },
		);
	});

	it('begins nothing after a cancellation, and gives every slot back', async () => {
		await fc.assert(
			fc.asyncProperty(plan, async ({ max, tasks, picks, cancelAfter }) => {
				const { limiter, cancellation, begun, ends, results } = start(max, tasks.length);
				const under: number[] = [];
				for (let done = 0; done < Math.min(cancelAfter, tasks.length); done++) {
					await settled();
					under.push(...begun.slice(under.length + done));
					const [index] = under.splice(picks.next().value % under.length, 1);
					end(ends[index], index, tasks[index]);
				}
				// At once, while a slot that has just become free is on its way to the next in line.
				cancellation.cancel();
				const before = begun.length;
				await settled();
				expect(begun.length).toBe(before);

				ends.forEach((task, index) => end(task, index, tasks[index]));
				const outcomes = await results;
				expect(begun.length).toBe(before);
				expect(outcomes.filter((outcome) => outcome instanceof Cancelled)).toHaveLength(
					tasks.length - before,
				);

				const others = Array.from({ length: max + 1 }, () => deferred());
				let running = 0;
				const more = others.map(
					async ({ promise }) =>
						await limiter.run(async () => {
							running++;
							await promise;
						}, new Cancellation()),
				);
				await settled();
				expect(running).toBe(max);
				others.forEach(({ resolve }) => resolve());
				await Promise.all(more);
			}),
			{ numRuns: 60 },
		);
	});

	it('frees the slot of a task that throws before it waits for anything', async () => {
		const limiter = new Limiter(1);
		const cancellation = new Cancellation();
		const broken = () => {
			throw new Error('at once');
		};
		await expect(limiter.run(broken, cancellation)).rejects.toThrow('at once');
		expect(await limiter.run(async () => await Promise.resolve('next'), cancellation)).toBe('next');
	});
});

describe('finding the limit', () => {
	/** How many of `count` tasks that end together the limiter lets run at once. */
	const atOnce = async (limiter: Limiter, count: number) => {
		let running = 0;
		let most = 0;
		const task = async () => {
			most = Math.max(most, ++running);
			for (let tick = 0; tick < 5; tick++) await Promise.resolve();
			running--;
		};
		const none = new Cancellation();
		await Promise.all(Array.from({ length: count }, async () => await limiter.run(task, none)));
		return most;
	};

	it('begins with few, doubles while all is well, and stays below its bound', async () => {
		const limiter = new Limiter(50);
		expect(await atOnce(limiter, 100)).toBe(10);
		for (let i = 0; i < 10; i++) limiter.report(false, Date.now());
		expect(await atOnce(limiter, 100)).toBe(20);
		for (let i = 0; i < 100; i++) limiter.report(false, Date.now());
		expect(await atOnce(limiter, 100)).toBe(50);
	});

	it('halves once for all refusals of one burst, then grows slowly, and never below one', async () => {
		const limiter = new Limiter(16);
		for (let i = 0; i < 10; i++) limiter.report(false, 0);
		expect(await atOnce(limiter, 100)).toBe(16);
		for (let i = 0; i < 10; i++) limiter.report(true, 0);
		expect(await atOnce(limiter, 100)).toBe(8);
		for (let i = 0; i < 9; i++) limiter.report(false, Date.now());
		expect(await atOnce(limiter, 100)).toBe(9);
		for (let i = 0; i < 10; i++) limiter.report(true, Date.now() + 1000);
		expect(await atOnce(limiter, 100)).toBe(1);
	});

	it('lets go on what was begun before what is new', async () => {
		const limiter = new Limiter(1);
		const none = new Cancellation();
		const order: string[] = [];
		const note = (name: string) => async () => {
			order.push(name);
			await Promise.resolve();
		};
		await Promise.all([
			limiter.run(note('first'), none),
			limiter.run(note('new'), none),
			limiter.run(note('begun'), none, true),
		]);
		expect(order).toEqual(['first', 'begun', 'new']);
	});
});
