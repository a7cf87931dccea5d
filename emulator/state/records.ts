import type { Job } from './jobs';

/** Shapes of Conversations v2 as stored here and as sent. Source: Twilio OpenAPI, SDK 6.2. */

export type ConversationStatus = 'ACTIVE' | 'INACTIVE' | 'CLOSED';
export type Channel = 'VOICE' | 'SMS' | 'RCS' | 'WHATSAPP' | 'CHAT' | 'VIDEO';
export type ParticipantType = 'HUMAN_AGENT' | 'CUSTOMER' | 'AI_AGENT' | 'AGENT' | 'UNKNOWN';
export type GroupingType =
	| 'GROUP_BY_PROFILE'
	| 'GROUP_BY_PARTICIPANT_ADDRESSES'
	| 'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE';
export type OperationStatus = 'PENDING' | 'RUNNING' | 'CANCELLED' | 'COMPLETED' | 'FAILED';
export type OperationOutcome = 'COMPLETED' | 'FAILED' | 'CANCELLED';
export type ActionStatus = 'PENDING' | 'COMPLETED' | 'FAILED';

export interface StatusCallback {
	url: string;
	method?: 'POST' | 'GET';
}

export interface StatusTimeouts {
	/** Minutes. */
	inactive?: number;
	/** Minutes. */
	closed?: number;
}

export interface ChannelSetting {
	statusTimeouts?: StatusTimeouts | null;
	captureRules?: Array<{ from: string; to: string; metadata?: Record<string, string> }>;
}

export interface ConfigurationSettings {
	displayName: string;
	description: string;
	conversationGroupingType: GroupingType;
	memoryStoreId: string;
	channelSettings?: Record<string, ChannelSetting>;
	statusCallbacks?: StatusCallback[];
	intelligenceConfigurationIds?: string[];
	traitExtractionStrategyIds?: string[];
	observationExtractionStrategyIds?: string[];
	memoryExtractionEnabled: boolean;
	conversationsV1Bridge?: { serviceId: string };
}

export interface Address {
	channel: Channel;
	address: string;
	channelId?: string | null;
}

export interface ParticipantAddress {
	address: string;
	channel: Channel;
	participantId?: string;
}

export interface Recipient extends ParticipantAddress {
	deliveryStatus?: 'INITIATED' | 'IN_PROGRESS' | 'DELIVERED' | 'READ' | 'FAILED';
}

export interface CommunicationContent {
	type: 'TEXT' | 'TRANSCRIPTION';
	text: string;
	transcription?: { channel?: number; confidence?: number; engine?: string };
}

/** What every stored record has. Times are milliseconds since the epoch. */
export interface StoredRecord {
	id: string;
	/** Increases with every record; page tokens and list order rest on it. */
	seq: number;
	createdAt: number;
	updatedAt: number;
	deleted?: boolean;
}

export interface ConfigurationRecord extends StoredRecord {
	/** Never mutated: conversations share the object they were created with. */
	settings: Readonly<ConfigurationSettings>;
	version: number;
	/** Operation that will delete this configuration. */
	pendingDelete?: string;
}

export interface ParticipantRecord extends StoredRecord {
	conversationId: string;
	name: string | null;
	type?: ParticipantType;
	profileId: string | null;
	addresses: Address[];
}

export interface CommunicationRecord extends StoredRecord {
	conversationId: string;
	author: ParticipantAddress;
	content: CommunicationContent;
	recipients: Recipient[];
	channelId: string | null;
	resourceId?: string;
	occurredAt: number;
}

export interface ActionRecord extends StoredRecord {
	conversationId: string;
	status: ActionStatus;
	related: Record<string, string>;
	completedAt: number | null;
	failureReason: string | null;
	job: Job;
}

export interface ConversationRecord extends StoredRecord {
	configurationId: string;
	/** Snapshot of the configuration at creation. */
	pinned: Readonly<ConfigurationSettings>;
	/** The conversation's own values, which override the snapshot. */
	overrides: Partial<ConfigurationSettings> | null;
	name: string | null;
	status: ConversationStatus;
	metadata: Record<string, string> | null;
	participants: ParticipantRecord[];
	communications: CommunicationRecord[];
	actions: ActionRecord[];
	/** Start of the time-outs: the last communication, else the creation. */
	lastActivityAt: number;
	/** Channel of the last communication. */
	lastChannel?: Channel;
	/** Operation that will delete this conversation. */
	pendingDelete?: string;
}

export interface Problem {
	type: string;
	title: string;
	status: number;
	detail: string;
	instance: string;
}

export interface OperationRecord extends StoredRecord {
	status: OperationStatus;
	completedAt: number | null;
	error: Problem | null;
	related: Record<string, string>;
	job: Job;
}
