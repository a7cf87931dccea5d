import type { Kernel } from './kernel';
import type { ConversationRecord, ConversationStatus, StatusTimeouts } from './state/records';
import { conversationEventView, settingsOf } from './views';

const MINUTE_MS = 60_000;

/** A conversation is closed three years after creation, active or not (Twilio docs, lifecycle). */
function endOfLife(createdAt: number): number {
	return new Date(createdAt).setUTCFullYear(new Date(createdAt).getUTCFullYear() + 3);
}
const SHORTEST_LIFE_MS = 3 * 365 * 24 * 60 * MINUTE_MS;

/** Emits the event for a changed status or name. */
export function conversationUpdated(kernel: Kernel, conversation: ConversationRecord): void {
	kernel.callbacks.emit(
		'CONVERSATION_UPDATED',
		settingsOf(kernel, conversation).statusCallbacks,
		() => conversationEventView(kernel, conversation),
	);
}

/** Sets the status and updates the indexes; emits no event. */
export function setStatus(
	{ store }: Kernel,
	conversation: ConversationRecord,
	status: ConversationStatus,
): void {
	if (conversation.status === status) return;
	store.unindex(conversation);
	conversation.status = status;
	store.index(conversation);
}

/** Traffic of a participant restarts the timeouts and turns INACTIVE into ACTIVE (docs: lifecycle). */
export function activity(
	kernel: Kernel,
	conversation: ConversationRecord,
	{ channel, at }: { channel: ConversationRecord['lastChannel']; at: number },
): void {
	conversation.lastActivityAt = at;
	conversation.lastChannel = channel;
	if (kernel.switches.communicationTouchesConversation) conversation.updatedAt = at;
	if (conversation.status !== 'INACTIVE') return;
	setStatus(kernel, conversation, 'ACTIVE');
	conversation.updatedAt = at;
	conversationUpdated(kernel, conversation);
}

/**
 * Timeouts are set per channel; the channel of the last communication counts. Before the first
 * communication it is the channels of the participants, then any channel.
 */
function timeoutsOf(kernel: Kernel, conversation: ConversationRecord): StatusTimeouts | undefined {
	const { channelSettings = {} } = settingsOf(kernel, conversation);
	const channels = conversation.lastChannel
		? [conversation.lastChannel]
		: [
				...conversation.participants.flatMap(({ addresses }) =>
					addresses.map(({ channel }) => channel),
				),
				...Object.keys(channelSettings),
			];
	for (const channel of channels) {
		const timeouts = channelSettings[channel]?.statusTimeouts;
		if (timeouts) return timeouts;
	}
	return undefined;
}

/**
 * Turns conversations INACTIVE or CLOSED when they time out, or after three years. Timeouts are minutes
 * since the last communication, or since creation. Source: Twilio docs, lifecycle.
 */
export function sweepTimeouts(kernel: Kernel): void {
	const now = kernel.clock.now();
	for (const conversation of [...kernel.store.timed]) {
		const timeouts = timeoutsOf(kernel, conversation);
		if (!timeouts) continue;
		const steps: Array<[ConversationStatus, number | undefined]> = [
			['INACTIVE', conversation.status === 'ACTIVE' ? timeouts.inactive : undefined],
			['CLOSED', timeouts.closed],
		];
		for (const [status, minutes] of steps) {
			if (minutes === undefined) continue;
			const due = conversation.lastActivityAt + minutes * MINUTE_MS;
			if (due <= now) changeBySchedule(kernel, conversation, status, due);
		}
	}
	for (const conversation of kernel.store.openCreatedBy(now - SHORTEST_LIFE_MS)) {
		const due = endOfLife(conversation.createdAt);
		if (due <= now) changeBySchedule(kernel, conversation, 'CLOSED', due);
	}
}

function changeBySchedule(
	kernel: Kernel,
	conversation: ConversationRecord,
	status: ConversationStatus,
	due: number,
): void {
	setStatus(kernel, conversation, status);
	conversation.updatedAt = due;
	conversationUpdated(kernel, conversation);
}
