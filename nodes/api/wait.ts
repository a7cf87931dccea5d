import { OperationalError, sleep } from 'n8n-workflow';

/** The run was stopped from outside: by the user, or because another item ended it. */
export class Cancelled extends OperationalError {}

/** @returns the one thing that every wait throws when it is ended early */
export function cancelled(): Cancelled {
	return new Cancelled('The execution was cancelled', { level: 'info' });
}

/**
 * Waits, and stops waiting at once when the signal comes.
 *
 * n8n's Cloud rules allow no timer of our own, so the rest of the sleep runs out unheard.
 *
 * @param milliseconds how long
 * @param signal ends the wait early
 * @throws Cancelled when the signal came first
 */
export async function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
	if (signal?.aborted) throw cancelled();
	let stop: (() => void) | undefined;
	const stopped = new Promise<never>((_resolve, reject) => {
		stop = () => reject(cancelled());
		signal?.addEventListener('abort', stop, { once: true });
	});
	try {
		await Promise.race([sleep(milliseconds), stopped]);
	} finally {
		if (stop !== undefined) signal?.removeEventListener('abort', stop);
	}
}
