import { notFound } from '../errors';
import type { Handler, Kernel } from '../kernel';
import { activity } from '../lifecycle';
import { page } from '../paging';
import type {
	CommunicationContent,
	CommunicationRecord,
	ConversationRecord,
	ParticipantAddress,
	Recipient,
} from '../state/records';
import { communicationView, listed, settingsOf } from '../views';
import { findConversation, mustBeOpen } from './checks';

export interface NewCommunication {
	author: ParticipantAddress;
	content: CommunicationContent;
	recipients: Recipient[];
	channelId?: string;
	resourceId?: string;
	/** ISO 8601. */
	occurredAt?: string;
}

/** Fills in the participant that an address belongs to. */
function known<T extends ParticipantAddress>({ participants }: ConversationRecord, end: T): T {
	if (end.participantId !== undefined) return end;
	const owner = participants.find(({ addresses }) =>
		addresses.some(({ channel, address }) => channel === end.channel && address === end.address),
	);
	return owner ? { ...end, participantId: owner.id } : end;
}

/**
 * Records a communication. If the conversation already has one with that `resourceId`, it is
 * updated instead (SDK 6.2, `resourceId`), which makes recording idempotent.
 */
export function recordCommunication(
	kernel: Kernel,
	conversation: ConversationRecord,
	input: NewCommunication,
): CommunicationRecord {
	const { clock, store, callbacks } = kernel;
	const now = clock.now();
	const { resourceId } = input;
	const given = {
		author: known(conversation, input.author),
		content: input.content,
		recipients: input.recipients.map((recipient) => known(conversation, recipient)),
		channelId: input.channelId ?? null,
		occurredAt: input.occurredAt === undefined ? now : Date.parse(input.occurredAt),
		updatedAt: now,
	};
	const existing =
		resourceId === undefined
			? undefined
			: conversation.communications.find((entry) => entry.resourceId === resourceId);
	const record: CommunicationRecord = existing
		? Object.assign(existing, given)
		: {
				...given,
				id: store.ids.next('communication', now),
				seq: store.nextSeq(),
				conversationId: conversation.id,
				resourceId,
				createdAt: now,
			};
	if (!existing) conversation.communications.push(record);
	activity(kernel, conversation, { channel: record.author.channel, at: now });
	callbacks.emit(
		existing ? 'COMMUNICATION_UPDATED' : 'COMMUNICATION_CREATED',
		settingsOf(kernel, conversation).statusCallbacks,
		() => communicationView(kernel, record),
	);
	return record;
}

const list: Handler = (kernel, { params, query }) => {
	const { communications } = findConversation(kernel, params.ConversationId);
	const { listOmitsFields } = kernel.switches;
	const omitted = Array.isArray(listOmitsFields) ? listOmitsFields : false;
	return page(
		'communications',
		communications,
		query,
		kernel.switches,
		(record) => listed(communicationView(kernel, record), omitted),
		({ channelId }) => query.channelId === undefined || channelId === query.channelId,
	);
};

const create: Handler = (kernel, { params, body }) => {
	const conversation = findConversation(kernel, params.ConversationId);
	mustBeOpen(kernel, conversation);
	const record = recordCommunication(kernel, conversation, body as NewCommunication);
	return { status: 201, body: communicationView(kernel, record) };
};

const fetch: Handler = (kernel, { params }) => {
	const { id, communications } = findConversation(kernel, params.ConversationId);
	const record = communications.find((entry) => entry.id === params.id);
	if (!record) throw notFound(`/v2/Conversations/${id}/Communications/${params.id}`);
	return { status: 200, body: communicationView(kernel, record) };
};

export const communicationHandlers: Record<string, Handler> = {
	ListCommunicationByConversation: list,
	CreateCommunicationInConversation: create,
	FetchCommunication: fetch,
};
