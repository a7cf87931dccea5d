import type { IDataObject } from 'n8n-workflow';

import { asFilledText, asRecord, recordsIn } from '../../../../api/json';
import type { People } from '../../people';

/** One message of a transcript, as it is put out. */
export interface Message extends IDataObject {
	/** ISO 8601; null where Twilio does not say it. */
	at: string | null;
	/** Name, or the address of somebody without one. */
	author: string | null;
	/** What the author is, e.g. `CUSTOMER`; null for somebody who is no participant. */
	type: string | null;
	address: string | null;
	channel: string | null;
	text: string;
	/** Of the first fragment, where several were joined. */
	communicationId: string;
	/** How far it has come; that of the recipient whom it has got to least. */
	deliveryStatus: string | null;
	/** URLs, or whatever Twilio says of what came with it. */
	media: Array<string | IDataObject>;
}

/** As much of a communication as a transcript needs: ten thousand of them are held at once. */
export interface Communication {
	readonly id: string;
	/** ISO 8601. */
	readonly at: string | undefined;
	readonly author: IDataObject;
	readonly text: string;
	/** Of the call or message that it belongs to. */
	readonly channelId: string | undefined;
	readonly isTranscription: boolean;
	readonly deliveryStatus: string | undefined;
	readonly media: Array<string | IDataObject>;
}

/** Whether a listed record has what a transcript needs. A text may have none, a picture e.g. */
export function isWhole(record: IDataObject): boolean {
	const hasParts = [record.author, record.content].every((part) => asRecord(part) === part);
	return hasParts && momentOf(record) !== undefined;
}

/** @returns what a transcript needs of a communication */
export function toCommunication(record: IDataObject): Communication {
	const content = asRecord(record.content);
	const { participantId, address, channel, name, type } = asRecord(record.author);
	return {
		id: String(record.id),
		at: momentOf(record),
		author: { participantId, address, channel, name, type },
		text: asFilledText(content.text) ?? '',
		channelId: asFilledText(record.channelId),
		isTranscription: content.type === 'TRANSCRIPTION',
		deliveryStatus: leastDelivered(recordsIn(record.recipients)),
		media: mediaOf(content),
	};
}

/** Without a time of its own, it was recorded as it took place. */
function momentOf({ occurredAt, createdAt }: IDataObject): string | undefined {
	return [occurredAt, createdAt]
		.map(asFilledText)
		.find((moment) => !isNaN(Date.parse(moment ?? '')));
}

/** From the one that has come least far; COMPLETED is no longer sent (Twilio API reference). */
const DELIVERY = ['FAILED', 'INITIATED', 'IN_PROGRESS', 'COMPLETED', 'DELIVERED', 'READ'];

function leastDelivered(recipients: IDataObject[]): string | undefined {
	const rank = (status: string) => DELIVERY.indexOf(status);
	return recipients
		.map(({ deliveryStatus }) => asFilledText(deliveryStatus))
		.filter((status) => status !== undefined)
		.sort((one, other) => rank(one) - rank(other))
		.at(0);
}

/** Twilio's document has no media in what it returns; these are the names it has when one is sent. */
function mediaOf({ media, mediaUrls }: IDataObject): Communication['media'] {
	const all = [media, mediaUrls].flatMap((list) => (Array.isArray(list) ? list : []));
	return all.filter(
		(one) => typeof one === 'string' || asRecord(one) === one,
	) as Communication['media'];
}

/** @returns the message as the transcript has it, with name and type of its author where they are known */
export function toMessage(communication: Communication, people: People): Message {
	const { id, at, author, text, deliveryStatus, media } = communication;
	const participant = people.find(author);
	const address = asFilledText(author.address) ?? null;
	return {
		at: at === undefined ? null : new Date(at).toISOString(),
		author: asFilledText(author.name) ?? asFilledText(participant?.name) ?? address,
		type: asFilledText(author.type) ?? asFilledText(participant?.type) ?? null,
		address,
		channel: asFilledText(author.channel) ?? null,
		text,
		communicationId: id,
		deliveryStatus: deliveryStatus ?? null,
		media,
	};
}
