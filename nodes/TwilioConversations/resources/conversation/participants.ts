import type { IDataObject } from 'n8n-workflow';

import type { TwilioClient } from '../../../api/client';
import { LIST_PARTICIPANTS } from '../../../api/endpoints';
import { listPages, MAX_PAGE_SIZE } from '../../../api/paging';

/**
 * All participants of a conversation, for a record that does not show them.
 *
 * @throws NodeApiError as `TwilioClient.request`
 */
export async function listParticipants(
	client: TwilioClient,
	ids: { readonly conversationId: string },
): Promise<IDataObject[]> {
	const participants: IDataObject[] = [];
	const call = { ids, pageSize: MAX_PAGE_SIZE };
	for await (const page of listPages(client, LIST_PARTICIPANTS, call)) participants.push(...page);
	return participants;
}
