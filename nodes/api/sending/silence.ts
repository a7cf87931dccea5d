import type { Cancellation } from '../cancellation';
import { now } from '../clock';

/** Measures for how long no request of a client was answered; a refusal is an answer. */
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

	/** For waits that are no fault of Twilio's: so long, nothing counts as silence. */
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
