import type { Cancellation } from '../cancellation';
import { now } from '../clock';

/** Measures how long no request of a client was answered; refusals are answers. */
export class Silence {
	private since = now();

	/** Milliseconds; negative while silence is expected. */
	get milliseconds(): number {
		return now() - this.since;
	}

	/** Call for each answer. */
	end(): void {
		this.since = now();
	}

	/** For waits that are not Twilio's fault: silence counts only after this time. */
	expect(milliseconds: number): void {
		this.since = now() + milliseconds;
	}
}

/**
 * Waits between two requests. Nothing is asked meanwhile, so it does not count as silence.
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
