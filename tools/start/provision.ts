/* eslint-disable @n8n/community-nodes/require-node-api-error -- runs on a developer's machine, not in n8n */
import type { Emulator } from '../../emulator';
import { credentialData } from '../../emulator/testClient';
import { CREDENTIAL_TYPE } from '../../test/support/nodeNames';
import type { N8nClient } from './client';
import { exampleFor, readExamples } from './examples';
import type { Kept, LocalTwilio } from './local';
import { RestError } from './rest';
import type { Credential, NewCredential } from './rest';

export const CREDENTIAL_NAME = 'Local Twilio (emulator)';

function credentialFor(emulator: Emulator): NewCredential {
	return { name: CREDENTIAL_NAME, type: CREDENTIAL_TYPE, data: credentialData(emulator) };
}

async function findCredential(client: N8nClient): Promise<Credential | undefined> {
	const all = await client.request<Credential[]>('GET', '/rest/credentials');
	return all.find(({ name, type }) => name === CREDENTIAL_NAME && type === CREDENTIAL_TYPE);
}

async function exists(client: N8nClient, workflowId: string): Promise<boolean> {
	try {
		await client.workflow(workflowId);
		return true;
	} catch (error) {
		if (error instanceof RestError && error.status < 500) return false;
		throw error;
	}
}

/**
 * Imports the credential for the emulator and the examples into n8n. What exists already, after an
 * interruption, stays.
 *
 * @param folder of the examples
 */
export async function importAll(
	client: N8nClient,
	{ emulator, choices }: LocalTwilio,
	folder: string,
): Promise<void> {
	const wanted = credentialFor(emulator);
	const credential = (await findCredential(client)) ?? (await client.createCredential(wanted));
	for (const [id, example] of readExamples(folder)) {
		if (await exists(client, id)) continue;
		await client.createWorkflow(exampleFor(id, example, credential, choices));
	}
}

/**
 * Updates the credential after the emulator moved to another port. A credential that points
 * elsewhere, e.g. to Twilio itself, was changed by the user and stays.
 */
export async function followEmulator(
	client: N8nClient,
	emulator: Emulator,
	{ emulatorUrl }: Kept,
): Promise<void> {
	if (emulator.url === emulatorUrl) return;
	const known = await findCredential(client);
	if (known === undefined) return;
	const { data } = await client.credential(known.id);
	if (data?.baseUrl !== emulatorUrl) return;
	await client.updateCredential(known.id, credentialFor(emulator));
}
