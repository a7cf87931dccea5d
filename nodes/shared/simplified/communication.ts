import type { IDataObject } from 'n8n-workflow';

import { asFilledText, asRecord, recordsIn } from '../../api/json';
import { personLine } from './people';

/**
 * The members that most workflows need: when who said what, to whom, and what became of it. At most
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
	const author = asRecord(communication.author);
	const recipients = recordsIn(communication.recipients);
	return {
		// Without a time of its own, it was recorded as it happened.
		occurredAt: occurredAt ?? createdAt ?? null,
		author: authorLine(author, participants) ?? null,
		text: asRecord(communication.content).text ?? null,
		authorAddress: author.address ?? null,
		recipients: recipients.map(recipientLine),
		id: id ?? null,
		conversationId: conversationId ?? null,
		// The author's first, then those of the recipients in the order of their lines.
		participantIds: [author, ...recipients].map(({ participantId }) => participantId ?? null),
		channelId: channelId ?? null,
		resourceId: resourceId ?? null,
	};
}

/** ID of the participant who wrote it, if Twilio knows it. */
export function authorId({ author }: IDataObject): string | undefined {
	return asFilledText(asRecord(author).participantId);
}

function authorLine(
	author: IDataObject,
	participants: ReadonlyMap<string, IDataObject>,
): string | undefined {
	const participant = participants.get(String(author.participantId));
	const line = personLine({
		name: author.name ?? participant?.name,
		type: author.type ?? participant?.type,
		addresses: [author],
	});
	return asFilledText(line);
}

/** @returns e.g. `+15017122661 SMS (delivered)` */
function recipientLine(recipient: IDataObject): string {
	const status = asFilledText(recipient.deliveryStatus)?.toLowerCase().replace(/_/g, ' ');
	return [personLine({ addresses: [recipient] }), status && `(${status})`]
		.filter(Boolean)
		.join(' ');
}
