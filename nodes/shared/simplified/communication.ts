import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../api/json';

/**
 * The members that most workflows need: who said what on which channel, to whom and when. At most
 * ten, as n8n's UX guidelines ask, with every ID that a later step may need.
 *
 * @param participants of the conversation by ID, if they are known: a communication has its
 *   author's address and participant ID, but no name
 */
export function simplified(
	communication: IDataObject,
	participants: ReadonlyMap<string, IDataObject> = new Map(),
): IDataObject {
	const { id, conversationId, channelId, resourceId, occurredAt, createdAt } = communication;
	const content = isRecord(communication.content) ? communication.content : {};
	const recipients = Array.isArray(communication.recipients) ? communication.recipients : [];
	return {
		id,
		conversationId,
		author: author(communication.author, participants),
		text: content.text,
		recipients: recipients.map(recipient),
		channelId,
		resourceId,
		// Without a time of its own, it was recorded as it happened.
		occurredAt: occurredAt ?? createdAt,
	};
}

/** ID of the participant who wrote it, if Twilio knows it. */
export function authorId({ author: by }: IDataObject): string | undefined {
	const id = isRecord(by) ? by.participantId : undefined;
	return typeof id === 'string' && id !== '' ? id : undefined;
}

function author(value: unknown, participants: ReadonlyMap<string, IDataObject>): IDataObject {
	const by = isRecord(value) ? value : {};
	const participant = participants.get(String(by.participantId));
	return {
		name: by.name ?? participant?.name,
		type: by.type ?? participant?.type,
		...end(by),
	};
}

function recipient(value: unknown): IDataObject {
	const to = isRecord(value) ? value : {};
	return { ...end(to), deliveryStatus: to.deliveryStatus };
}

/** The members that author and recipients share. */
function end({ address, channel, participantId }: IDataObject): IDataObject {
	return { address, channel, participantId };
}
