import type { IDataObject } from 'n8n-workflow';

import type { TwilioClient } from '../../api/client';
import { CREATE_ACTION } from '../../api/endpoints';
import { waitForAction } from '../../api/jobs/action';
import type { CollectionValues } from '../../shared/fields/collection';
import { optionsCollection } from '../../shared/parameters/commonOptions';
import { maxWait, waitTime, waitUntilSent } from '../../shared/parameters/waiting';

const optionFields = [maxWait, waitUntilSent] as const;

/** The options of every operation that sends a message. */
export const sendingOptions = optionsCollection(...optionFields);

export type SendingOptions = CollectionValues<typeof optionFields>;

/**
 * Sends a message, once: whatever comes back, it is not repeated where it may have gone out.
 *
 * @param payload as Twilio takes it: from, to, content, channelSettings
 * @returns the action, as it was seen last
 * @throws NodeApiError as `TwilioClient.request` and `waitForAction`
 */
export async function send(
	client: TwilioClient,
	ids: { readonly conversationId: string },
	payload: IDataObject,
	chosen: SendingOptions,
): Promise<IDataObject> {
	const body = { type: 'SEND_MESSAGE', payload };
	const answer = await client.request(CREATE_ACTION, { ids, body });
	if (chosen.waitForCompletion === false) return answer.body;
	return await waitForAction(client, ids.conversationId, answer, waitTime(chosen));
}
