import type { IDataObject } from 'n8n-workflow';

import type { TwilioClient } from '../../../api/client';
import { CREATE_ACTION } from '../../../api/endpoints';
import { waitForAction } from '../../../api/jobs/action';
import { booleanField } from '../../../shared/fields/boolean';
import type { CollectionValues } from '../../../shared/fields/collection';
import { jsonField } from '../../../shared/fields/json';
import { optionsCollection } from '../../../shared/parameters/commonOptions';
import { maxWait, waitTime } from '../../../shared/parameters/waiting';
import { checkContent, contentId, mediaUrls, variables, variablesJson } from './messageContent';

/** What can be added to every message. */
export const messageFields = [
	jsonField('channelSettings', 'Channel Settings', '{ "messagingServiceSid": "MG…" }', {
		description:
			'What the channel needs besides, as an object, e.g. messagingServiceSid, statusCallback, or for chat channelId',
	}),
	contentId,
	variables,
	variablesJson,
	mediaUrls,
] as const;

const waitForCompletion = booleanField('waitForCompletion', 'Wait for Completion', true, {
	description:
		'Whether to wait until Twilio has sent the message or failed to. A message that is still on its way after the maximum wait is returned as PENDING.',
});

const optionFields = [maxWait, waitForCompletion] as const;

/** The options of every operation that sends a message. */
export const sendingOptions = optionsCollection(...optionFields);

/**
 * The part of the payload that says what is sent.
 *
 * @throws InvalidValue when there is nothing to send, or variables without their template
 */
export function whatIsSent(
	text: string | undefined,
	{ channelSettings, ...template }: CollectionValues<typeof messageFields>,
): IDataObject {
	const content = { ...(text !== undefined && { text }), ...template };
	checkContent(content);
	return { content, ...(channelSettings !== undefined && { channelSettings }) };
}

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
	chosen: CollectionValues<typeof optionFields>,
): Promise<IDataObject> {
	const body = { type: 'SEND_MESSAGE', payload };
	const answer = await client.request(CREATE_ACTION, { ids, body });
	if (chosen.waitForCompletion === false) return answer.body;
	return await waitForAction(client, ids.conversationId, answer, waitTime(chosen));
}
