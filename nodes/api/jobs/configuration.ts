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

/** Members that Twilio sets itself and does not take back (twilio 6.2, UpdateConfigurationRequest). */
const READ_ONLY = new Set([
	'id',
	'accountId',
	'createdAt',
	'updatedAt',
	'version',
	'traitExtractionStrategyIds',
	'observationExtractionStrategyIds',
]);

/** @returns the configuration as it is now */
export async function readConfiguration(client: TwilioClient, configurationId: string) {
	const { body } = await client.request(FETCH_CONFIGURATION, { ids: { configurationId } });
	return body;
}

/** How the change of a configuration is waited for. */
interface PatchOptions {
	/** How long to wait for the operation. */
	readonly timeoutMs: number;
	/** Called before that, while the configuration is still as it was. */
	readonly onAccepted: () => Promise<void>;
	readonly labels: JobLabels;
}

/**
 * Changes some members of a configuration and waits until Twilio has done it.
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
 * Asks Twilio to change some members of a configuration.
 *
 * Twilio's sources disagree whether there is a PATCH (the SDK has it, another document says PUT
 * only), so where it is refused as unknown, the whole configuration is written with the change in
 * it: a PUT clears whatever it leaves out.
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
			// A configuration that is not there ends here; otherwise it is the PATCH that is not.
			const current = await readBefore(
				'configuration',
				async () => await readConfiguration(client, configurationId),
				error,
			);
			return await client.request(UPDATE_CONFIGURATION, {
				ids,
				body: replacement(current, changes),
				// Its own, in case that Twilio keeps the refusal of the PATCH under the first one.
				idempotencyKey: idempotencyKey(key, UPDATE_CONFIGURATION.method),
			});
		});
}

/**
 * The PUT that does what a PATCH would: it needs a description and channel settings, and has no null
 * (Twilio OpenAPI document).
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
 * @param record the 202 answer's body or the operation: Twilio's OpenAPI document has the id in
 *   `related`, its documentation of async operations in `result`
 * @returns undefined where it is in neither
 */
export function relatedConfigurationId({ related, result }: IDataObject): string | undefined {
	return asFilledText(asRecord(related).configurationId ?? asRecord(result).id);
}

/**
 * Finds a configuration that was created by its name, which is unique in an account.
 *
 * @returns its id; undefined when there is none of that name
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
