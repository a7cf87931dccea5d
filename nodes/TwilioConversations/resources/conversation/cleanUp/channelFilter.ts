import { NodeOperationError } from 'n8n-workflow';

import { statusOf } from '../../../../api/answers/errors';
import type { TwilioClient } from '../../../../api/client';
import type { LIST_CONVERSATIONS } from '../../../../api/endpoints';
import { listPages } from '../../../../api/paging';

/**
 * Makes sure that Twilio filters by channel ID. A record does not show what it belongs to, so this
 * filter alone cannot be tested here: it asks for an ID that no call and no message has.
 *
 * @param channelId of the filter
 * @throws NodeOperationError when Twilio lists conversations for that ID too; NodeApiError as
 *   `TwilioClient.request`
 */
export async function checkChannelFilter(
	client: TwilioClient,
	endpoint: typeof LIST_CONVERSATIONS,
	channelId: string,
): Promise<void> {
	const nobodys = `${channelId.slice(0, 2)}${'0'.repeat(32)}`;
	const isIgnored = await hasConversations(client, endpoint, nobodys).catch((error: unknown) => {
		// Refusing an ID is not ignoring it.
		if ([400, 404].includes(statusOf(error) ?? 0)) return false;
		throw error;
	});
	if (!isIgnored) return;
	throw new NodeOperationError(
		client.node,
		"Twilio does not filter by 'Channel ID': it lists conversations for an ID that does not exist, too",
		{
			description:
				"Nothing was changed. Remove the filter 'Channel ID', and choose by the others, e.g. 'Participant Address'.",
		},
	);
}

async function hasConversations(
	client: TwilioClient,
	endpoint: typeof LIST_CONVERSATIONS,
	channelId: string,
): Promise<boolean> {
	const call = { ids: {}, query: { channelId }, pageSize: 1 };
	for await (const page of listPages(client, endpoint, call)) if (page.length > 0) return true;
	return false;
}
