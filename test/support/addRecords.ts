import type { Emulator } from '../../emulator';

type Conversation = ReturnType<Emulator['store']['addConversation']>;
type Communication = Conversation['communications'][number];
type Action = Conversation['actions'][number];

function newRecord({ store, clock }: Emulator, kind: 'communication' | 'action', owner: string) {
	const now = clock.now();
	return {
		id: store.ids.next(kind, now),
		seq: store.nextSeq(),
		conversationId: owner,
		createdAt: now,
		updatedAt: now,
	};
}

/** Adds a communication to a conversation in the emulator's store. */
export function addCommunication(
	emulator: Emulator,
	conversation: Conversation,
	values: Partial<Communication> = {},
): Communication {
	const record = newRecord(emulator, 'communication', conversation.id);
	const communication: Communication = {
		...record,
		author: { channel: 'SMS', address: '+15017122661' },
		content: { type: 'TEXT', text: 'Hello' },
		recipients: [{ channel: 'SMS', address: '+15017122662' }],
		channelId: null,
		occurredAt: record.createdAt,
		...values,
	};
	conversation.communications.push(communication);
	return communication;
}

/** Adds a completed action to a conversation in the emulator's store. */
export function addAction(emulator: Emulator, conversation: Conversation): Action {
	const record = newRecord(emulator, 'action', conversation.id);
	const action: Action = {
		...record,
		status: 'COMPLETED',
		related: {},
		completedAt: record.createdAt,
		failureReason: null,
		job: { pollsLeft: null, dueAt: null, polls: 0, done: true, finish: () => undefined },
	};
	conversation.actions.push(action);
	return action;
}
