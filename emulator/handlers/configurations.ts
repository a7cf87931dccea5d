import { ApiError, badRequest, notFound } from '../errors';
import type { Handler, Kernel } from '../kernel';
import { startOperation } from '../asyncOperation';
import { page } from '../paging';
import type { ChannelSetting, ConfigurationRecord, ConfigurationSettings } from '../state/records';
import { configurationView, listed } from '../views';
import { checkCallbackUrls } from './checks';

/** PATCH: absent leaves, null clears, channelSettings merge by channel (SDK 6.2, Twilio OpenAPI). */
type PatchBody = {
	[Key in keyof Omit<ConfigurationSettings, 'channelSettings'>]?: ConfigurationSettings[Key] | null;
} & { channelSettings?: Record<string, ChannelSetting | null> };

function findConfiguration({ store }: Kernel, id: string | undefined): ConfigurationRecord {
	const configuration = store.configurations.get(id ?? '');
	if (!configuration) throw notFound(`/v2/ControlPlane/Configurations/${id}`);
	return configuration;
}

/**
 * displayName is unique per account (seen live by others), and one configuration serves a
 * Conversations V1 service (SDK 6.2, `ConversationsV2ConversationsV1Bridge`).
 *
 * @returns why these settings conflict with another configuration; undefined if they do not.
 */
function clash(
	{ store }: Kernel,
	settings: Pick<PatchBody, 'displayName' | 'conversationsV1Bridge'>,
	except?: string,
): { owner: string; reason: string } | undefined {
	const { displayName, conversationsV1Bridge } = settings;
	for (const other of store.configurations.values()) {
		if (other.id === except) continue;
		if (displayName && other.settings.displayName === displayName) {
			return { owner: other.id, reason: `A configuration named ${displayName} already exists` };
		}
		const serviceId = conversationsV1Bridge?.serviceId;
		if (serviceId && other.settings.conversationsV1Bridge?.serviceId === serviceId) {
			return { owner: other.id, reason: `Service ${serviceId} already has a configuration` };
		}
	}
	return undefined;
}

/** @throws ApiError 400 or 409 for conflicts that are known before the operation runs */
function checkSettings(kernel: Kernel, settings: PatchBody, except?: string): void {
	checkCallbackUrls(kernel, settings.statusCallbacks ?? []);
	const conflict = clash(kernel, settings, except);
	if (conflict) {
		throw new ApiError(409, 409, conflict.reason, { 'X-Conflicting-Resource-Id': conflict.owner });
	}
}

const list: Handler = ({ store, switches }, { query }) =>
	page(
		'configurations',
		store.configurations.entries,
		query,
		switches,
		(record) => listed(configurationView(record), switches.listOmitsFields),
		({ settings }) =>
			query.memoryStoreId === undefined || settings.memoryStoreId === query.memoryStoreId,
	);

const create: Handler = (kernel, { body }) => {
	const { store, clock, switches } = kernel;
	const settings: ConfigurationSettings = {
		memoryExtractionEnabled: false,
		...(body as Omit<ConfigurationSettings, 'memoryExtractionEnabled'>),
	};
	checkSettings(kernel, settings);
	if (
		switches.maxConfigurations !== null &&
		store.configurations.size >= switches.maxConfigurations
	) {
		throw badRequest(`An account has at most ${switches.maxConfigurations} configurations`);
	}
	const id = store.ids.next('configuration', clock.now());
	return startOperation(kernel, () => ({
		related: { configurationId: id },
		complete: () => {
			const conflict = clash(kernel, settings);
			if (!conflict) store.addConfiguration(settings, { id });
			return conflict?.reason;
		},
	}));
};

const fetch: Handler = (kernel, { params }) => ({
	status: 200,
	body: configurationView(findConfiguration(kernel, params.id)),
});

/** Writes settings when the operation completes; the version counts every write. */
function write(
	kernel: Kernel,
	configuration: ConfigurationRecord,
	merge: (current: ConfigurationSettings) => ConfigurationSettings,
) {
	mustNotBeGoing(configuration);
	return startOperation(kernel, () => ({
		related: { configurationId: configuration.id },
		complete: () => {
			if (configuration.deleted) return `Configuration ${configuration.id} was deleted`;
			const settings = merge(configuration.settings);
			const conflict = clash(kernel, settings, configuration.id);
			if (conflict) return conflict.reason;
			// The grouping type is accepted in bodies but fixed at creation (github.com/twilio/ai skill).
			const { conversationGroupingType } = configuration.settings;
			configuration.settings = { ...settings, conversationGroupingType };
			configuration.version += 1;
			configuration.updatedAt = kernel.clock.now();
			return undefined;
		},
	}));
}

function mustNotBeGoing({ id, pendingDelete }: ConfigurationRecord): void {
	if (pendingDelete === undefined) return;
	throw new ApiError(409, 409, `Configuration ${id} is already being deleted`);
}

/** Full replacement: members left out are cleared, except the name, which stays. */
const update: Handler = (kernel, { params, body }) => {
	const configuration = findConfiguration(kernel, params.id);
	const replacement = body as Omit<
		ConfigurationSettings,
		'displayName' | 'memoryExtractionEnabled'
	>;
	checkSettings(kernel, replacement, configuration.id);
	return write(kernel, configuration, ({ displayName }) => ({
		displayName,
		memoryExtractionEnabled: false,
		...replacement,
	}));
};

function mergePatch(current: ConfigurationSettings, patch: PatchBody): ConfigurationSettings {
	const { channelSettings, ...rest } = patch;
	const merged: Record<string, unknown> = { ...current };
	for (const [key, value] of Object.entries(rest)) {
		if (value === null) delete merged[key];
		else merged[key] = value;
	}
	if (channelSettings) {
		const channels = { ...current.channelSettings, ...channelSettings };
		merged.channelSettings = Object.fromEntries(
			Object.entries(channels).filter(([, setting]) => setting !== null),
		);
	}
	return {
		...(merged as Partial<ConfigurationSettings>),
		displayName: patch.displayName ?? current.displayName,
		description: patch.description === undefined ? current.description : (patch.description ?? ''),
		conversationGroupingType: current.conversationGroupingType,
		memoryStoreId: patch.memoryStoreId ?? current.memoryStoreId,
		memoryExtractionEnabled:
			patch.memoryExtractionEnabled === undefined
				? current.memoryExtractionEnabled
				: (patch.memoryExtractionEnabled ?? false),
	};
}

/**
 * Some of Twilio's sources have no PATCH of configurations, hence the switch. The schema lets null
 * through for members that answers always have; what it would mean is not documented, so it is
 * refused here.
 */
const patch: Handler = (kernel, { params, body }) => {
	const { configurationPatch } = kernel.switches;
	if (configurationPatch === 404) throw notFound(`/v2/ControlPlane/Configurations/${params.id}`);
	if (configurationPatch === 405) throw new ApiError(405, 20004, 'Method not allowed');
	const configuration = findConfiguration(kernel, params.id);
	const changes = body as PatchBody;
	for (const name of ['displayName', 'memoryStoreId'] as const) {
		if (changes[name] === null) throw badRequest(`${name} cannot be cleared`);
	}
	checkSettings(kernel, changes, configuration.id);
	return write(kernel, configuration, (current) => mergePatch(current, changes));
};

const remove: Handler = (kernel, { params }) => {
	const configuration = findConfiguration(kernel, params.id);
	mustNotBeGoing(configuration);
	return startOperation(kernel, (operationId) => {
		configuration.pendingDelete = operationId;
		return {
			related: { configurationId: configuration.id },
			end: () => {
				delete configuration.pendingDelete;
			},
			complete: () => {
				kernel.store.configurations.delete(configuration.id);
				return undefined;
			},
		};
	});
};

export const configurationHandlers: Record<string, Handler> = {
	ListConfiguration: list,
	CreateConfiguration: create,
	FetchConfiguration: fetch,
	UpdateConfiguration: update,
	PatchConfiguration: patch,
	DeleteConfiguration: remove,
};
