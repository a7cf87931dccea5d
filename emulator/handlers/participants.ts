import { ApiError, notFound } from '../errors';
import type { Handler, Kernel } from '../kernel';
import { page } from '../paging';
import type { ConversationRecord, ParticipantRecord } from '../state/records';
import type { NewParticipant } from '../state/store';
import { participantView, settingsOf } from '../views';
import { findConversation, mappingConflict, mustBeOpen } from './checks';

/** @throws ApiError 404 */
function findParticipant(
	{ id, participants }: ConversationRecord,
	participantId: string | undefined,
): ParticipantRecord {
	const participant = participants.find((entry) => entry.id === participantId);
	if (!participant) throw notFound(`/v2/Conversations/${id}/Participants/${participantId}`);
	return participant;
}

/**
 * An address belongs to one participant of a conversation, and the participants that a conversation
 * is grouped by belong to one open conversation. Source:
 * github.com/twilio/twilio-agent-connect-python pull 19 and twilio-agent-connect-typescript pull 23
 * (409 on POST and PUT when the address is owned).
 *
 * @throws ApiError 409
 */
function checkOwnership(
	{ store }: Kernel,
	conversation: ConversationRecord,
	candidate: ParticipantRecord,
): void {
	const others = conversation.participants.filter(({ id }) => id !== candidate.id);
	for (const { channel, address } of candidate.addresses) {
		const owner = others.find(({ addresses }) =>
			addresses.some((entry) => entry.channel === channel && entry.address === address),
		);
		if (!owner) continue;
		throw new ApiError(409, 400, `Address ${address} already exists on participant ${owner.id}`, {
			'X-Conflicting-Resource-Id': owner.id,
		});
	}
	const { id, configurationId, pinned } = conversation;
	const inTheWay = store.conflictOf(configurationId, pinned, [...others, candidate], id);
	if (inTheWay !== undefined) throw mappingConflict(inTheWay);
}

const list: Handler = (kernel, { params, query }) => {
	const { participants } = findConversation(kernel, params.ConversationId);
	const { switches } = kernel;
	const view = (record: ParticipantRecord) => participantView(kernel, record);
	return page('participants', participants, query, switches, view);
};

const fetch: Handler = (kernel, { params }) => {
	const conversation = findConversation(kernel, params.ConversationId);
	return {
		status: 200,
		body: participantView(kernel, findParticipant(conversation, params.id)),
	};
};

function emit(
	kernel: Kernel,
	eventType: 'PARTICIPANT_ADDED' | 'PARTICIPANT_UPDATED',
	conversation: ConversationRecord,
	participant: ParticipantRecord,
): void {
	kernel.callbacks.emit(eventType, settingsOf(kernel, conversation).statusCallbacks, () =>
		participantView(kernel, participant),
	);
}

const create: Handler = (kernel, { params, body }) => {
	const { store, clock } = kernel;
	const conversation = findConversation(kernel, params.ConversationId);
	mustBeOpen(kernel, conversation);
	const participant = store.newParticipant(
		conversation,
		body as NewParticipant,
		store.ids,
		clock.now(),
	);
	checkOwnership(kernel, conversation, participant);
	store.unindex(conversation);
	conversation.participants.push(participant);
	store.index(conversation);
	emit(kernel, 'PARTICIPANT_ADDED', conversation, participant);
	return { status: 201, body: participantView(kernel, participant) };
};

/** PUT replaces the participant: what the body leaves out is cleared (Twilio Agent Connect). */
const update: Handler = (kernel, { params, body }) => {
	const { store, clock } = kernel;
	const conversation = findConversation(kernel, params.ConversationId);
	const participant = findParticipant(conversation, params.id);
	mustBeOpen(kernel, conversation);
	const { name, type, profileId, addresses } = body as NewParticipant;
	const replacement: ParticipantRecord = {
		...participant,
		name: name ?? null,
		type,
		profileId: profileId ?? null,
		addresses: addresses ?? [],
		updatedAt: clock.now(),
	};
	checkOwnership(kernel, conversation, replacement);
	store.unindex(conversation);
	Object.assign(participant, replacement);
	store.index(conversation);
	emit(kernel, 'PARTICIPANT_UPDATED', conversation, participant);
	return { status: 200, body: participantView(kernel, participant) };
};

export const participantHandlers: Record<string, Handler> = {
	ListParticipantByConversation: list,
	CreateParticipantInConversation: create,
	FetchParticipant: fetch,
	UpdateParticipantInConversation: update,
};
