import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../api/problem';

/**
 * What most workflows need of a communication: who said what on which channel, to whom and when.
 * Ten fields, as n8n's UX guidelines have it, and every ID that another step may ask for.
 */
export function simplified(communication: IDataObject): IDataObject {
	const { id, conversationId, channelId, resourceId, occurredAt } = communication;
	const author = end(communication.author);
	const content = isRecord(communication.content) ? communication.content : {};
	const recipients = Array.isArray(communication.recipients) ? communication.recipients : [];
	return {
		id,
		conversationId,
		author: author.address,
		channel: author.channel,
		participantId: author.participantId,
		text: content.text,
		recipients: recipients.map(end),
		channelId,
		resourceId,
		occurredAt,
	};
}

/** An author or a recipient. */
function end(value: unknown): IDataObject {
	const { address, channel, participantId } = isRecord(value) ? value : {};
	return { address, channel, participantId };
}
