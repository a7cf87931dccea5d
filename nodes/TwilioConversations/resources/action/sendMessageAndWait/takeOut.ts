import type { TwilioClient } from '../../../../api/client';
import { conversationList } from '../../../../shared/callbacks/conversationList';
import { removeUrl } from '../../../../shared/callbacks/statusCallbacks';
import { inTime } from './inTime';

/** The flow goes on after it, and Twilio waits for its answer meanwhile. */
const PATIENCE_MS = 5_000;

/**
 * Takes the URL of a question out of its conversation. What cannot be taken out now, the next question
 * there takes out, so nothing is thrown.
 *
 * @param warn writes into the log
 */
export async function takeOut(
	client: TwilioClient,
	conversationId: string,
	url: string,
	warn: (message: string) => void = () => {},
): Promise<void> {
	try {
		await inTime(client, PATIENCE_MS, async (own) => {
			await removeUrl(own, conversationList(own, conversationId), url);
		});
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		warn(
			`The URL of a question is left at the conversation "${conversationId}", and the next question there takes it out when its time is over: ${reason}`,
		);
	}
}
