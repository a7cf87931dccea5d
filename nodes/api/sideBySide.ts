import type { TwilioClient } from './client';
import { Crew } from './crew';

/**
 * Runs a task for each element concurrently. Stops starting work on the first failure and waits for
 * what is running, since n8n cleans up next.
 *
 * @param task gets its own client
 * @returns the results in the order of `all`
 * @throws what the first failed task threw
 */
export async function sideBySide<One, Result>(
	client: TwilioClient,
	all: readonly One[],
	task: (own: TwilioClient, one: One) => Promise<Result>,
): Promise<Result[]> {
	const crew = new Crew(client);
	const failures: unknown[] = [];
	const ended = await Promise.all(
		all.map(async (one): Promise<Result[]> => {
			try {
				return [await crew.run(async (own) => await task(own, one))];
			} catch (error) {
				failures.push(error);
				crew.stop();
				return [];
			}
		}),
	);
	if (failures.length === 0) return ended.flat();
	throw failures[0];
}

/**
 * Tests elements until enough of them match, in groups that double in size: few requests if the
 * first ones match, and not one by one if few do.
 *
 * @param wanted how many are enough
 * @param ask returns undefined for an element that does not match
 * @returns the matches in the order of `all`, possibly more than wanted; and how many elements were
 *   tested
 * @throws what `ask` throws
 */
export async function firstFitting<One, Result>(
	client: TwilioClient,
	all: readonly One[],
	wanted: number,
	ask: (own: TwilioClient, one: One) => Promise<Result | undefined>,
): Promise<{ fitting: Result[]; asked: number }> {
	const fitting: Result[] = [];
	let asked = 0;
	while (fitting.length < wanted && asked < all.length) {
		const group = all.slice(asked, asked + Math.max(wanted - fitting.length, asked));
		for (const answer of await sideBySide(client, group, ask)) {
			if (answer !== undefined) fitting.push(answer);
		}
		asked += group.length;
	}
	return { fitting, asked };
}
