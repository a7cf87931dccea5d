import { ApiError, badRequest, notFound } from '../errors';
import type { Handler, Kernel } from '../kernel';
import { conversationUpdated, setStatus } from '../lifecycle';
import { startOperation } from '../asyncOperation';
import { page } from '../paging';
import type {
	ConfigurationSettings,
	ConversationRecord,
	ConversationStatus,
	StatusCallback,
} from '../state/records';
import type { NewParticipant } from '../state/store';
import {
	conversationEventView,
	conversationView,
	listed,
	participantView,
	settingsOf,
} from '../views';
import { checkCallbackUrls, findConversation, mappingConflict, mustBeOpen } from './checks';

interface CreateBody {
	configurationId: string;
	name?: string;
	configuration?: Partial<
		Pick<
			ConfigurationSettings,
			| 'intelligenceConfigurationIds'
			| 'traitExtractionStrategyIds'
			| 'observationExtractionStrategyIds'
		>
	> & { workflows?: unknown };
	participants?: NewParticipant[];
	metadata?: Record<string, string>;
}

interface PutBody {
	status: ConversationStatus;
	name?: string;
	metadata?: Record<string, string>;
}

interface PatchBody {
	name?: string | null;
	status?: ConversationStatus;
	metadata?: Record<string, string | null>;
	configuration?: { statusCallbacks?: StatusCallback[] | null };
}

const MAX_METADATA = 8;

const list: Handler = (kernel, { query }) => {
	const { store, switches } = kernel;
	const { status, channelId } = query;
	return page(
		'conversations',
		store.conversations.entries,
		query,
		switches,
		(record) => listed(conversationView(kernel, record), switches.listOmitsFields),
		(record) =>
			(status === undefined || status.includes(record.status)) &&
			(channelId === undefined || carries(record, channelId)),
	);
};

function carries({ communications, participants }: ConversationRecord, channelId: string): boolean {
	return (
		communications.some((communication) => communication.channelId === channelId) ||
		participants.some(({ addresses }) => addresses.some((entry) => entry.channelId === channelId))
	);
}

const create: Handler = (kernel, call) => {
	const body = call.body as CreateBody;
	const { store } = kernel;
	const configuration = store.configurations.get(body.configurationId);
	if (!configuration) throw notFound(`/v2/ControlPlane/Configurations/${body.configurationId}`);
	const overrides = { ...body.configuration };
	// Accepted in requests (SDK 6.2), but never returned.
	delete overrides.workflows;
	const conversation = store.newConversation({
		configurationId: configuration.id,
		name: body.name,
		metadata: body.metadata,
		participants: body.participants,
		overrides: Object.keys(overrides).length > 0 ? overrides : null,
	});
	const { pinned, participants } = conversation;
	const owner = store.conflictOf(configuration.id, pinned, participants);
	if (owner !== undefined) throw mappingConflict(owner);
	store.insertConversation(conversation);

	const { statusCallbacks } = settingsOf(kernel, conversation);
	kernel.callbacks.emit('CONVERSATION_CREATED', statusCallbacks, () =>
		conversationEventView(kernel, conversation),
	);
	for (const participant of participants) {
		kernel.callbacks.emit('PARTICIPANT_ADDED', statusCallbacks, () =>
			participantView(kernel, participant),
		);
	}
	return { status: 201, body: conversationView(kernel, conversation) };
};

const fetch: Handler = (kernel, { params }) => ({
	status: 200,
	body: conversationView(kernel, findConversation(kernel, params.id)),
});

/** Applies a change, and emits an event if status or name differ (Twilio docs: webhooks). */
function change(
	kernel: Kernel,
	conversation: ConversationRecord,
	to: {
		status: ConversationStatus;
		name: string | null;
		metadata: Record<string, string> | null;
	},
): void {
	const differs = to.status !== conversation.status || to.name !== conversation.name;
	setStatus(kernel, conversation, to.status);
	conversation.name = to.name;
	conversation.metadata = to.metadata;
	conversation.updatedAt = kernel.clock.now();
	if (differs) conversationUpdated(kernel, conversation);
}

const update: Handler = (kernel, { params, body }) => {
	const conversation = findConversation(kernel, params.id);
	mustBeOpen(kernel, conversation);
	const { status, name, metadata } = body as PutBody;
	const replace = kernel.switches.conversationPut === 'replace';
	change(kernel, conversation, {
		status,
		name: name ?? (replace ? null : conversation.name),
		metadata: metadata ?? (replace ? null : conversation.metadata),
	});
	return { status: 200, body: conversationView(kernel, conversation) };
};

/** Merge patch, null removes; at most 8 entries afterwards (SDK 6.2, Twilio docs: metadata). */
function mergeMetadata(
	current: Record<string, string> | null,
	patch: Record<string, string | null>,
): Record<string, string> {
	const merged = { ...current };
	for (const [key, value] of Object.entries(patch)) {
		if (value === null) delete merged[key];
		else merged[key] = value;
	}
	if (Object.keys(merged).length > MAX_METADATA) {
		throw badRequest(`metadata must have at most ${MAX_METADATA} entries`);
	}
	return merged;
}

const patch: Handler = (kernel, call) => {
	const conversation = findConversation(kernel, call.params.id);
	mustBeOpen(kernel, conversation);
	const { status, name, metadata, configuration } = call.body as PatchBody;
	const { nullStatusCallbacks } = kernel.switches;
	let statusCallbacks = configuration?.statusCallbacks;
	if (statusCallbacks === null) {
		if (nullStatusCallbacks === 'reject') throw badRequest('statusCallbacks must be array');
		statusCallbacks = nullStatusCallbacks === 'clear' ? [] : undefined;
	}
	if (statusCallbacks) checkCallbackUrls(kernel, statusCallbacks);
	const merged = metadata && mergeMetadata(conversation.metadata, metadata);
	if (statusCallbacks) conversation.overrides = { ...conversation.overrides, statusCallbacks };
	change(kernel, conversation, {
		status: (!kernel.switches.ignoreStatusChanges && status) || conversation.status,
		name: name === undefined ? conversation.name : name,
		metadata: merged ?? conversation.metadata,
	});
	return { status: 200, body: conversationView(kernel, conversation) };
};

/**
 * Accepted in any status; the conversation is gone when the operation completes. 409 for a second
 * delete in the meantime is our reading: Twilio OpenAPI declares the status, not its cause.
 */
const remove: Handler = (kernel, { params }) => {
	const conversation = findConversation(kernel, params.id);
	if (conversation.pendingDelete !== undefined) {
		throw new ApiError(409, 409, `Conversation ${conversation.id} is already being deleted`);
	}
	return startOperation(kernel, (operationId) => {
		conversation.pendingDelete = operationId;
		return {
			related: { conversationId: conversation.id },
			end: () => {
				delete conversation.pendingDelete;
			},
			complete: () => {
				kernel.store.removeConversation(conversation);
				return undefined;
			},
		};
	});
};

export const conversationHandlers: Record<string, Handler> = {
	ListConversationByAccount: list,
	CreateConversationWithConfig: create,
	FetchConversation: fetch,
	UpdateConversationById: update,
	PatchConversationById: patch,
	DeleteConversationAsync: remove,
};
