import type { Kernel } from './kernel';
import type {
	ActionRecord,
	CommunicationRecord,
	ConfigurationRecord,
	ConfigurationSettings,
	ConversationRecord,
	OperationRecord,
	ParticipantRecord,
} from './state/records';

/** Records as the API shows them. Members: Twilio OpenAPI and SDK 6.2. */

const iso = (time: number) => new Date(time).toISOString();

/**
 * The settings that apply to a conversation: its snapshot (or the current configuration), with its
 * own overrides.
 */
export function settingsOf(
	{ store, switches }: Kernel,
	{ pinned, overrides, configurationId }: ConversationRecord,
): Readonly<ConfigurationSettings> {
	const current = switches.snapshotConfiguration
		? pinned
		: (store.configurations.get(configurationId)?.settings ?? pinned);
	return overrides ? { ...current, ...overrides } : current;
}

export function participantView({ accountSid }: Kernel, record: ParticipantRecord) {
	return {
		id: record.id,
		conversationId: record.conversationId,
		accountId: accountSid,
		name: record.name,
		type: record.type,
		profileId: record.profileId,
		addresses: record.addresses,
		createdAt: iso(record.createdAt),
		updatedAt: iso(record.updatedAt),
	};
}

/** A conversation as in callbacks: without its participants. */
export function conversationEventView(kernel: Kernel, record: ConversationRecord) {
	return {
		id: record.id,
		accountId: kernel.accountSid,
		configurationId: record.configurationId,
		status: record.status,
		name: record.name,
		createdAt: iso(record.createdAt),
		updatedAt: iso(record.updatedAt),
		configuration: settingsOf(kernel, record),
		metadata: record.metadata ?? undefined,
	};
}

export function conversationView(kernel: Kernel, record: ConversationRecord) {
	return {
		...conversationEventView(kernel, record),
		participants: record.participants.map((participant) => participantView(kernel, participant)),
	};
}

export function communicationView({ accountSid }: Kernel, record: CommunicationRecord) {
	return {
		id: record.id,
		conversationId: record.conversationId,
		accountId: accountSid,
		author: record.author,
		content: record.content,
		channelId: record.channelId,
		resourceId: record.resourceId,
		recipients: record.recipients,
		createdAt: iso(record.createdAt),
		updatedAt: iso(record.updatedAt),
		occurredAt: iso(record.occurredAt),
	};
}

export function actionView(record: ActionRecord) {
	return {
		id: record.id,
		type: 'SEND_MESSAGE',
		status: record.status,
		conversationId: record.conversationId,
		related: record.related,
		createdAt: iso(record.createdAt),
		updatedAt: iso(record.updatedAt),
		completedAt: record.completedAt === null ? undefined : iso(record.completedAt),
		failureReason: record.failureReason,
	};
}

export function configurationView(record: ConfigurationRecord) {
	return {
		id: record.id,
		...record.settings,
		createdAt: iso(record.createdAt),
		updatedAt: iso(record.updatedAt),
		version: record.version,
	};
}

export function statusUrl({ baseUrl }: Kernel, operationId: string): string {
	return `${baseUrl}/v2/ControlPlane/Operations/${operationId}`;
}

export function operationView(kernel: Kernel, record: OperationRecord) {
	const { operationNames } = kernel.switches;
	const [id] = Object.values(record.related);
	const hasResult = operationNames === 'result' && record.status === 'COMPLETED';
	return {
		operationId: record.id,
		status: record.status,
		createdAt: iso(record.createdAt),
		completedAt: record.completedAt === null ? null : iso(record.completedAt),
		statusUrl: statusUrl(kernel, record.id),
		error: record.error,
		related: operationNames === 'related' ? record.related : null,
		...(hasResult && { result: { id, type: 'RESOURCE_ID' } }),
	};
}

/** A listed record without the members that the switch `listOmitsFields` names. */
export function listed(
	view: Record<string, unknown>,
	omitted: boolean | string[],
): Record<string, unknown> {
	if (omitted === false) return view;
	const names = omitted === true ? ['createdAt', 'updatedAt', 'configuration'] : omitted;
	return Object.fromEntries(Object.entries(view).filter(([name]) => !names.includes(name)));
}
