import type { Cancellation } from '../cancellation';
import { now } from '../clock';

/** For how long nothing has answered any request of a client, be it with a refusal. */
export class Silence {
	private since = now();

	/** Milliseconds; negative where silence is expected. */
	get milliseconds(): number {
		return now() - this.since;
	}

	/** Something answered. */
	end(): void {
		this.since = now();
	}

	/** For waits that Twilio asked for: so long, there is no silence. */
	expect(milliseconds: number): void {
		this.since = now() + milliseconds;
	}
}

/**
 * Waits between two requests. As nothing is asked meanwhile, that is no silence.
 *
 * @throws Cancelled when that came first
 */
export async function pause(
	{ silence, cancellation }: { silence: Silence; cancellation: Cancellation },
	milliseconds: number,
): Promise<void> {
	silence.expect(milliseconds);
	await cancellation.sleep(milliseconds);
}
