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
