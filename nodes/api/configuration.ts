import { randomUUID } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { readAccepted, waitForOperation } from './asyncOperation';
import type { TwilioClient } from './client';
import type { Endpoint } from './endpoint';
import { statusOf } from './errors';

type ConfigurationPath = '/v2/ControlPlane/Configurations/{configurationId}';

const path: ConfigurationPath = '/v2/ControlPlane/Configurations/{configurationId}';
export const FETCH_CONFIGURATION: Endpoint<ConfigurationPath> = { method: 'GET', path };
export const PATCH_CONFIGURATION: Endpoint<ConfigurationPath> = { method: 'PATCH', path };
export const PUT_CONFIGURATION: Endpoint<ConfigurationPath> = { method: 'PUT', path };

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

/**
 * Changes some members of a configuration and waits until Twilio has done it.
 *
 * Twilio's sources disagree whether there is a PATCH (the SDK has it, another document says PUT
 * only), so where it is refused as unknown, the whole configuration is written with the change in
 * it: a PUT clears whatever it leaves out.
 *
 * @param changes members to set
 * @param timeoutMs how long to wait for the operation
 * @throws NodeApiError as `TwilioClient.request` and `waitForOperation`
 */
export async function patchConfiguration(
	client: TwilioClient,
	configurationId: string,
	changes: IDataObject,
	timeoutMs: number,
	idempotencyKey: string = randomUUID(),
): Promise<void> {
	const ids = { configurationId };
	const answer = await client
		.request(PATCH_CONFIGURATION, { ids, body: changes, idempotencyKey })
		.catch(async (error: unknown) => {
			if (![404, 405].includes(statusOf(error) ?? 0)) throw error;
			// A configuration that is not there ends here; otherwise it is the PATCH that is not.
			const current = await readConfiguration(client, configurationId);
			const body = { ...writableMembers(current), ...changes };
			return await client.request(PUT_CONFIGURATION, { ids, body, idempotencyKey: randomUUID() });
		});
	await waitForOperation(client, readAccepted(client, answer), timeoutMs);
}

function writableMembers(configuration: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(configuration).filter(([name, value]) => value !== null && !READ_ONLY.has(name)),
	);
}
