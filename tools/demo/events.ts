/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { once } from 'node:events';
import { resolve } from 'node:path';
import { Stopped } from '../cli/command';
import { whyStopped } from '../cli/timeLimit';
import {
	ActiveWorkflow,
	listenOn,
	loadNodeTypes,
	readWorkflow,
	startWebhookServer,
} from '../../test/support/engine';
import type { WebhookServer } from '../../test/support/engine';
import type { EmulatorClient } from './emulatorClient';
import { judge } from './eventCheck';
import type { EventVerdict, Happened } from './eventCheck';
import type { Started } from './protocol';

const EXAMPLE = resolve(__dirname, '../../examples/on-conversation-closed.json');

function stopped(signal: AbortSignal): Stopped {
	return new Stopped(
		`${whyStopped(signal)}, in the middle of the events. The emulator and all it held are gone.`,
	);
}

async function unlessStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	const interrupted = once(signal, 'abort').then(() => {
		throw stopped(signal);
	});
	return await Promise.race([work, interrupted]);
}

async function play(
	client: EmulatorClient,
	server: WebhookServer,
	{ credential, conversations }: EventOptions,
	signal: AbortSignal,
): Promise<Happened> {
	const configurationId = await client.call('addConfiguration', null);
	const workflow = readWorkflow(EXAMPLE);
	listenOn(workflow, configurationId);
	const example = new ActiveWorkflow({
		id: 'on-conversation-closed',
		workflow,
		nodeTypes: await loadNodeTypes({ from: 'dist' }),
		credentials: { twilioConversationsApi: credential },
		server,
		signal,
	});
	const registrations = async () => {
		const urls = await client.call('callbackUrls', configurationId);
		return urls.filter((url) => url === example.trigger.url).length;
	};

	await example.activate();
	const active = await registrations();
	if (signal.aborted) throw stopped(signal);
	const input = { configurationId, conversations };
	const callbacks = await unlessStopped(client.call('converse', input), signal);
	const results = await example.results();
	if (signal.aborted) throw stopped(signal);
	await example.deactivate();
	return {
		conversations,
		callbacks,
		registered: [active, await registrations()],
		records: results.map((result) => result.items('Record')[0]?.json),
	};
}

export interface EventOptions {
	credential: Started['credential'];
	/** How many conversations to close. */
	conversations: number;
}

/**
 * Activates the example that events start, opens and closes conversations in the emulator, and
 * deactivates it.
 *
 * @param signal ends it after the current step, which takes milliseconds
 * @throws Stopped when it was cancelled; Error when the activation failed
 */
export async function demonstrateEvents(
	client: EmulatorClient,
	options: EventOptions,
	signal: AbortSignal,
): Promise<EventVerdict> {
	const server = await startWebhookServer();
	try {
		return judge(await play(client, server, options, signal));
	} finally {
		await server.close();
	}
}
