import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../api/problem';
import { addressLines } from '../participant/simplified';

/** What most workflows need of a communication: who said what on which channel, and to whom. */
export function simplified(communication: IDataObject): IDataObject {
	const { id, conversationId, channelId, resourceId, recipients } = communication;
	const { createdAt, occurredAt } = communication;
	const author = isRecord(communication.author) ? communication.author : {};
	const content = isRecord(communication.content) ? communication.content : {};
	return {
		id,
		conversationId,
		author: author.address,
		channel: author.channel,
		participantId: author.participantId,
		text: content.text,
		recipients: addressLines(recipients),
		channelId,
		resourceId,
		createdAt,
		occurredAt,
	};
}
