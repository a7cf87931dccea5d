import { Ids } from '../ids';
import { Collection } from './collection';
import { groupKeys } from './grouping';
import type {
	Address,
	ConfigurationRecord,
	ConfigurationSettings,
	ConversationRecord,
	OperationRecord,
	ParticipantRecord,
	ParticipantType,
} from './records';

export interface NewParticipant {
	name?: string | null;
	type?: ParticipantType;
	profileId?: string | null;
	addresses?: Address[];
}

export interface NewConversation {
	configurationId: string;
	name?: string | null;
	status?: ConversationRecord['status'];
	metadata?: Record<string, string> | null;
	participants?: NewParticipant[];
	overrides?: Partial<ConfigurationSettings> | null;
	createdAt?: number;
	updatedAt?: number;
}

/**
 * The emulator's state. Tests may read and write it directly; such writes send no callbacks and are
 * not validated.
 */
export class Store {
	readonly configurations = new Collection<ConfigurationRecord>();
	readonly conversations = new Collection<ConversationRecord>();
	readonly operations = new Collection<OperationRecord>();
	/** Open conversations whose configuration has time-outs. */
	readonly timed = new Set<ConversationRecord>();
	/** Lower bound for the creation time of all open conversations, milliseconds since 1970. */
	private openSince = Infinity;
	private readonly groups = new Map<string, string>();
	private seq = 0;

	constructor(
		private readonly now: () => number,
		readonly ids: Ids = new Ids(),
	) {}

	nextSeq(): number {
		return ++this.seq;
	}

	/** Adds a configuration; missing members get plain defaults. */
	addConfiguration(
		settings: Partial<ConfigurationSettings> = {},
		{ id, at = this.now(), ids = this.ids }: { id?: string; at?: number; ids?: Ids } = {},
	): ConfigurationRecord {
		const seq = this.nextSeq();
		return this.configurations.add({
			id: id ?? ids.next('configuration', at),
			seq,
			createdAt: at,
			updatedAt: at,
			version: 1,
			settings: {
				displayName: `Configuration ${seq}`,
				description: '',
				conversationGroupingType: 'GROUP_BY_PARTICIPANT_ADDRESSES',
				memoryStoreId: 'mem_store_00000000000000000000000000',
				memoryExtractionEnabled: false,
				...settings,
			},
		});
	}

	/** Adds a conversation with its participants. @throws Error without such a configuration. */
	addConversation(input: NewConversation, ids: Ids = this.ids): ConversationRecord {
		return this.insertConversation(this.newConversation(input, ids));
	}

	/** Adds a conversation made by `newConversation`. */
	insertConversation(conversation: ConversationRecord): ConversationRecord {
		this.conversations.add(conversation);
		this.index(conversation);
		return conversation;
	}

	/** Makes a conversation without adding it. @throws Error without its configuration. */
	newConversation(input: NewConversation, ids: Ids = this.ids): ConversationRecord {
		const configuration = this.configurations.get(input.configurationId);
		if (!configuration) throw new Error(`No configuration ${input.configurationId}`);
		const createdAt = input.createdAt ?? this.now();
		const updatedAt = input.updatedAt ?? createdAt;
		const conversation: ConversationRecord = {
			id: ids.next('conversation', createdAt),
			seq: this.nextSeq(),
			configurationId: configuration.id,
			pinned: configuration.settings,
			overrides: input.overrides ?? null,
			name: input.name ?? null,
			status: input.status ?? 'ACTIVE',
			metadata: input.metadata ?? null,
			createdAt,
			updatedAt,
			lastActivityAt: updatedAt,
			participants: [],
			communications: [],
			actions: [],
		};
		for (const participant of input.participants ?? []) {
			conversation.participants.push(this.newParticipant(conversation, participant, ids));
		}
		return conversation;
	}

	newParticipant(
		conversation: ConversationRecord,
		input: NewParticipant,
		ids: Ids = this.ids,
		at: number = conversation.createdAt,
	): ParticipantRecord {
		return {
			id: ids.next('participant', at),
			seq: this.nextSeq(),
			conversationId: conversation.id,
			name: input.name ?? null,
			type: input.type,
			profileId: input.profileId ?? null,
			addresses: input.addresses ?? [],
			createdAt: at,
			updatedAt: at,
		};
	}

	/**
	 * The id of an open conversation, other than `except`, that is grouped by the same participants.
	 */
	conflictOf(
		configurationId: string,
		settings: ConfigurationSettings,
		participants: readonly ParticipantRecord[],
		except?: string,
	): string | undefined {
		for (const key of groupKeys(configurationId, settings, participants)) {
			const owner = this.groups.get(key);
			if (owner !== undefined && owner !== except) return owner;
		}
		return undefined;
	}

	/** Adds a conversation to the indexes for grouping and time-outs, if it is open. */
	index(conversation: ConversationRecord): void {
		if (conversation.status === 'CLOSED') return;
		for (const key of this.keysOf(conversation)) this.groups.set(key, conversation.id);
		this.openSince = Math.min(this.openSince, conversation.createdAt);
		const { channelSettings } = conversation.pinned;
		if (channelSettings && Object.values(channelSettings).some((entry) => entry.statusTimeouts)) {
			this.timed.add(conversation);
		}
	}

	/** Removes a conversation from the indexes; call before participants or status change. */
	unindex(conversation: ConversationRecord): void {
		for (const key of this.keysOf(conversation)) {
			if (this.groups.get(key) === conversation.id) this.groups.delete(key);
		}
		this.timed.delete(conversation);
	}

	/** The open conversations created at or before a time; scans only if there may be any. */
	openCreatedBy(time: number): ConversationRecord[] {
		if (this.openSince > time) return [];
		const open = [...this.conversations.values()].filter(({ status }) => status !== 'CLOSED');
		this.openSince = open.reduce((least, { createdAt }) => Math.min(least, createdAt), Infinity);
		return open.filter(({ createdAt }) => createdAt <= time);
	}

	removeConversation(conversation: ConversationRecord): void {
		this.unindex(conversation);
		this.conversations.delete(conversation.id);
	}

	clear(): void {
		this.configurations.clear();
		this.conversations.clear();
		this.operations.clear();
		this.timed.clear();
		this.openSince = Infinity;
		this.groups.clear();
	}

	private keysOf({ configurationId, pinned, participants }: ConversationRecord): string[] {
		return groupKeys(configurationId, pinned, participants);
	}
}
