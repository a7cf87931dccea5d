import { randomUUID } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { sendWrite, waitForWrite } from './acceptedWrite';
import type { TwilioClient } from '../client';
import {
	FETCH_CONFIGURATION,
	LIST_CONFIGURATIONS,
	PATCH_CONFIGURATION,
	UPDATE_CONFIGURATION,
} from '../endpoints';
import { statusOf } from '../answers/errors';
import { idempotencyKey } from '../idempotency';
import type { Answer } from '../answers/outcome';
import { listPages, MAX_PAGE_SIZE } from '../paging';
import type { JobLabels } from './operationErrors';
import { readBefore } from './readBefore';
import { asFilledText, asRecord, withoutNulls } from '../json';

/** Members that Twilio sets and does not accept (twilio 6.2, UpdateConfigurationRequest). */
const READ_ONLY = new Set([
	'id',
	'accountId',
	'createdAt',
	'updatedAt',
	'version',
	'traitExtractionStrategyIds',
	'observationExtractionStrategyIds',
]);

/** @returns the current configuration */
export async function readConfiguration(client: TwilioClient, configurationId: string) {
	const { body } = await client.request(FETCH_CONFIGURATION, { ids: { configurationId } });
	return body;
}

/** How to wait for a change. */
interface PatchOptions {
	/** How long to wait for the operation. */
	readonly timeoutMs: number;
	/** Called before waiting, while the configuration is still unchanged. */
	readonly onAccepted: () => Promise<void>;
	readonly labels: JobLabels;
}

/**
 * Changes members of a configuration and waits until Twilio has done so.
 *
 * @param changes members to set
 * @throws NodeApiError as `sendWrite` and `waitForWrite`
 */
export async function patchConfiguration(
	client: TwilioClient,
	configurationId: string,
	changes: IDataObject,
	{ timeoutMs, onAccepted, labels }: PatchOptions,
): Promise<void> {
	const sent = await sendWrite(client, {
		what: `the change of the configuration "${configurationId}"`,
		ids: { configurationId },
		key: randomUUID(),
		labels,
		send: async (key) => await requestPatch(client, configurationId, changes, key),
	});
	await onAccepted();
	await waitForWrite(client, sent, timeoutMs);
}

/**
 * Requests a change of some members of a configuration.
 *
 * Twilio's sources disagree about PATCH (the SDK has it, another document says PUT only), so if it
 * is refused as unknown, the whole configuration is written with the change: a PUT clears whatever
 * it leaves out.
 *
 * @param changes members to set; null clears one, and within `channelSettings` removes a channel
 * @param key Idempotency-Key of the request
 * @returns the answer that names the operation, for `readAccepted`
 * @throws NodeApiError as `TwilioClient.request`
 */
export async function requestPatch(
	client: TwilioClient,
	configurationId: string,
	changes: IDataObject,
	key: string,
): Promise<Answer> {
	const ids = { configurationId };
	return await client
		.request(PATCH_CONFIGURATION, { ids, body: changes, idempotencyKey: key })
		.catch(async (error: unknown) => {
			if (![404, 405].includes(statusOf(error) ?? 0)) throw error;
			// If the configuration does not exist, this ends here; otherwise it is PATCH that does not.
			const current = await readBefore(
				'configuration',
				async () => await readConfiguration(client, configurationId),
				error,
			);
			return await client.request(UPDATE_CONFIGURATION, {
				ids,
				body: replacement(current, changes),
				// Another key, in case Twilio keeps the refusal of the PATCH under the first one.
				idempotencyKey: idempotencyKey(key, UPDATE_CONFIGURATION.method),
			});
		});
}

/**
 * The PUT that has the effect of a PATCH: it requires a description and channel settings, and
 * accepts no null (Twilio OpenAPI document).
 */
function replacement(current: IDataObject, changes: IDataObject): IDataObject {
	const members = withoutNulls({ ...current, ...changes });
	return {
		description: '',
		...Object.fromEntries(Object.entries(members).filter(([name]) => !READ_ONLY.has(name))),
		channelSettings: withoutNulls({
			...asRecord(current.channelSettings),
			...asRecord(changes.channelSettings),
		}),
	};
}

/**
 * The id of the configuration that an operation is about.
 *
 * @param record body of the 202 answer, or the operation: Twilio's OpenAPI document has the id in
 *   `related`, its documentation of async operations in `result`
 * @returns undefined if it is in neither
 */
export function relatedConfigurationId({ related, result }: IDataObject): string | undefined {
	return asFilledText(asRecord(related).configurationId ?? asRecord(result).id);
}

/**
 * Finds a new configuration by its name, which is unique in an account.
 *
 * @returns its id; undefined if there is none with that name
 * @throws NodeApiError as `TwilioClient.request`
 */
export async function findCreated(
	client: TwilioClient,
	displayName: string,
): Promise<string | undefined> {
	const call = { ids: {}, pageSize: MAX_PAGE_SIZE };
	for await (const page of listPages(client, LIST_CONFIGURATIONS, call)) {
		const created = page.find((record) => record.displayName === displayName);
		if (created !== undefined) return String(created.id);
	}
	return undefined;
}
