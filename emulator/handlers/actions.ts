import { badRequest, notFound } from '../errors';
import { classicSid } from '../ids';
import type { Handler, Kernel } from '../kernel';
import type {
	ActionRecord,
	Channel,
	ConversationRecord,
	ParticipantAddress,
} from '../state/records';
import { actionView } from '../views';
import { recordCommunication } from './communications';
import { findConversation, mustBeOpen } from './checks';

interface Selector {
	participantId?: string;
	address?: string;
	channel?: Channel;
}

interface SendMessageBody {
	type: 'SEND_MESSAGE';
	payload: {
		from: Selector;
		to: Selector[];
		content: { text?: string; contentId?: string; mediaUrls?: string[] };
	};
}

/** Twilio OpenAPI, `conversations.v2.send_channel`. */
const SENDABLE: Channel[] = ['SMS', 'RCS', 'WHATSAPP', 'CHAT'];

/**
 * Resolves sender or recipient in one of three forms: participantId with channel, participantId
 * alone if that participant has exactly one address, address with channel. Source: SDK 6.2,
 * `ConversationsV2SendMessageParticipant`.
 *
 * @throws ApiError 400
 */
function resolve(
	{ participants }: ConversationRecord,
	{ participantId, address, channel }: Selector,
	place: string,
): ParticipantAddress {
	let end: ParticipantAddress;
	if (participantId === undefined) {
		if (address === undefined || channel === undefined) {
			throw badRequest(`${place} needs a participantId, or an address with a channel`);
		}
		end = { address, channel };
	} else {
		const participant = participants.find(({ id }) => id === participantId);
		if (!participant) throw badRequest(`${place}: no participant ${participantId}`);
		const candidates = participant.addresses.filter(
			(entry) => channel === undefined || entry.channel === channel,
		);
		const [only] = candidates;
		if (!only || (channel === undefined && candidates.length > 1)) {
			throw badRequest(`${place}: the address of ${participantId} is not unique, name a channel`);
		}
		end = { participantId, address: only.address, channel: only.channel };
	}
	if (!SENDABLE.includes(end.channel)) throw badRequest(`${place}: cannot send on ${end.channel}`);
	return end;
}

/** Sends nothing; a completed action leaves a communication, as the service does. */
const create: Handler = (kernel, call) => {
	const conversation = findConversation(kernel, call.params.ConversationId);
	mustBeOpen(kernel, conversation);
	const { payload } = call.body as SendMessageBody;
	const author = resolve(conversation, payload.from, 'payload.from');
	const recipients = payload.to.map((end, index) =>
		resolve(conversation, end, `payload.to.${index}`),
	);
	const text = payload.content.text ?? payload.content.contentId ?? '';
	const { store, clock, jobs, switches } = kernel;
	const at = clock.now();
	const finish = () => {
		complete(kernel, record, () => {
			if (conversation.deleted) return undefined;
			return recordCommunication(kernel, conversation, {
				author,
				content: { type: 'TEXT', text },
				recipients: recipients.map((end) => ({ ...end, deliveryStatus: 'INITIATED' as const })),
				resourceId: record.related.messageSid,
			}).id;
		});
	};
	const record: ActionRecord = {
		id: store.ids.next('action', at),
		seq: store.nextSeq(),
		conversationId: conversation.id,
		status: 'PENDING',
		related: { messageSid: classicSid('SM') },
		createdAt: at,
		updatedAt: at,
		completedAt: null,
		failureReason: null,
		job: { pollsLeft: null, dueAt: null, polls: 0, done: false, finish },
	};
	conversation.actions.push(record);
	const body = actionView(record);
	record.job = jobs.start({ polls: switches.actionPolls, ms: switches.actionMs }, finish);
	return { status: 202, body };
};

function complete(
	{ clock, switches }: Kernel,
	record: ActionRecord,
	deliver: () => string | undefined,
): void {
	record.status = switches.actionOutcome;
	record.completedAt = clock.now();
	record.updatedAt = record.completedAt;
	if (record.status === 'FAILED') {
		record.failureReason = switches.actionFailureReason;
		return;
	}
	const communicationId = deliver();
	if (communicationId !== undefined) record.related = { ...record.related, communicationId };
}

const fetch: Handler = (kernel, { params }) => {
	const { id, actions } = findConversation(kernel, params.ConversationId);
	const record = actions.find((entry) => entry.id === params.ActionId);
	if (!record) throw notFound(`/v2/Conversations/${id}/Actions/${params.ActionId}`);
	kernel.jobs.poll(record.job);
	return { status: 200, body: actionView(record) };
};

export const actionHandlers: Record<string, Handler> = {
	CreateConversationAction: create,
	FetchConversationAction: fetch,
};
