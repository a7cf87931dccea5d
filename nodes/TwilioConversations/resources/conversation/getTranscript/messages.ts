import type { IDataObject } from 'n8n-workflow';

import { asFilledText, asRecord, isRecord, recordsIn } from '../../../../api/json';
import type { People } from '../../people';

/** One message of a transcript, as returned. */
export interface Message extends IDataObject {
	/** ISO 8601; null if Twilio does not say. */
	at: string | null;
	/** Name, or the address of an author without a name. */
	author: string | null;
	/** Type of the author, e.g. `CUSTOMER`; null for an author who is no participant. */
	type: string | null;
	address: string | null;
	channel: string | null;
	text: string;
	/** ID of the first fragment, if several were joined. */
	communicationId: string;
	/** Delivery status; with several recipients, the least advanced one. */
	deliveryStatus: string | null;
	/** URLs, or whatever else Twilio returns in place of a text. */
	media: Array<string | IDataObject>;
}

/** The parts of a communication that a transcript needs: ten thousand are in memory at once. */
export interface Communication {
	readonly id: string;
	/** ISO 8601. */
	readonly at: string | undefined;
	/** When Twilio got it, for the order of those with the same time; may be empty. */
	readonly recordedAt: string;
	readonly author: IDataObject;
	readonly text: string;
	/** The call or message that it belongs to. */
	readonly channelId: string | undefined;
	readonly isTranscription: boolean;
	readonly deliveryStatus: string | undefined;
	readonly media: Array<string | IDataObject>;
}

/**
 * Whether a listed record has everything that a transcript needs. Text is optional: pictures have
 * none.
 */
export function isWhole(record: IDataObject): boolean {
	const hasParts = [record.author, record.content].every((part) => asRecord(part) === part);
	return hasParts && Array.isArray(record.recipients) && momentOf(record) !== undefined;
}

/** Picks the parts of a communication that a transcript needs. */
export function toCommunication(record: IDataObject): Communication {
	const content = asRecord(record.content);
	const { participantId, address, channel, name, type } = asRecord(record.author);
	return {
		id: String(record.id),
		at: momentOf(record),
		recordedAt: asFilledText(record.createdAt) ?? '',
		author: { participantId, address, channel, name, type },
		text: asFilledText(content.text) ?? '',
		channelId: asFilledText(record.channelId),
		isTranscription: content.type === 'TRANSCRIPTION',
		deliveryStatus: leastDelivered(recordsIn(record.recipients)),
		media: mediaOf(content),
	};
}

/** A communication without a time of its own was recorded as it took place. */
function momentOf({ occurredAt, createdAt }: IDataObject): string | undefined {
	return [occurredAt, createdAt]
		.map(asFilledText)
		.find((moment) => !isNaN(Date.parse(moment ?? '')));
}

/** Least advanced first; COMPLETED is no longer sent (Twilio API reference). */
const DELIVERY = ['FAILED', 'INITIATED', 'IN_PROGRESS', 'COMPLETED', 'DELIVERED', 'READ'];

function leastDelivered(recipients: IDataObject[]): string | undefined {
	const rank = (status: string) => DELIVERY.indexOf(status);
	return recipients
		.map(({ deliveryStatus }) => asFilledText(deliveryStatus))
		.filter((status) => status !== undefined)
		.sort((one, other) => rank(one) - rank(other))
		.at(0);
}

/** The members of a content that have a place in a message, or add nothing to it. */
const TAKEN = ['type', 'text', 'transcription', 'media', 'mediaUrls'];

/**
 * Twilio's document has no media in answers; these are the member names in requests. Content of another
 * kind is taken as it is, so that a file of the transcript has it.
 */
function mediaOf(content: IDataObject): Communication['media'] {
	const media = [content.media, content.mediaUrls].flat().filter(isMedia);
	if (media.length > 0 || asFilledText(content.text) !== undefined) return media;
	const isOther = Object.keys(content).some(
		(name) => !TAKEN.includes(name) && content[name] !== null,
	);
	return isOther ? [content] : [];
}

function isMedia(value: unknown): value is string | IDataObject {
	return asFilledText(value) !== undefined || isRecord(value);
}

function nameIn(person: IDataObject = {}): string | undefined {
	return asFilledText(asFilledText(person.name)?.trim());
}

/** @returns the message, with name and type of its author if they are known */
export function toMessage(communication: Communication, people: People): Message {
	const { id, at, author, text, deliveryStatus, media } = communication;
	const participant = people.find(author);
	const address = asFilledText(author.address) ?? null;
	return {
		at: at === undefined ? null : new Date(at).toISOString(),
		author: nameIn(author) ?? nameIn(participant) ?? address,
		type: asFilledText(author.type) ?? asFilledText(participant?.type) ?? null,
		address,
		channel: asFilledText(author.channel) ?? null,
		text,
		communicationId: id,
		deliveryStatus: deliveryStatus ?? null,
		media,
	};
}
