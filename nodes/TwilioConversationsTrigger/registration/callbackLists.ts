import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { TwilioClient } from '../../api/client';
import { now } from '../../api/clock';
import { patchConfiguration, readConfiguration } from '../../api/jobs/configuration';
import { MAX_CONFIGURATION_CALLBACKS } from '../../api/jobs/configurationLists';
import { jobLabels } from '../../shared/jobLabels';
import { conversationList } from '../../shared/callbacks/conversationList';
import { type CallbackList, entriesOf } from '../../shared/callbacks/statusCallbacks';
import type { ListenTarget } from '../settings';

/** Longer than Twilio usually needs for a configuration, and short enough for an activation. */
const OPERATION_TIMEOUT_MS = 9_000;

/** After a change that timed out, n8n cleans up immediately: both together take 15 seconds. */
const CLEAN_UP = { beginsWithinMs: 15_000, timeoutMs: 4_000 } as const;

/** Time of the last change that timed out, by the ID of the configuration. */
const waitedInVain = new Map<string, number>();

function operationTimeout(id: string): number {
	const at = waitedInVain.get(id) ?? -Infinity;
	return now() - at < CLEAN_UP.beginsWithinMs ? CLEAN_UP.timeoutMs : OPERATION_TIMEOUT_MS;
}

/** The list of callback URLs of a configuration or a conversation. */
export function callbackList(client: TwilioClient, { listenOn, id }: ListenTarget): CallbackList {
	return listenOn === 'configuration'
		? configurationList(client, id)
		: conversationList(client, id);
}

function configurationList(client: TwilioClient, id: string): CallbackList {
	let name = `"${id}"`;
	const read = async () => {
		const { displayName, statusCallbacks } = await readConfiguration(client, id);
		if (typeof displayName === 'string') name = `"${displayName}"`;
		return entriesOf(statusCallbacks);
	};
	return {
		key: id,
		kind: 'configuration',
		get name() {
			return name;
		},
		capacity: MAX_CONFIGURATION_CALLBACKS,
		read,
		async write(statusCallbacks) {
			let meanwhile: IDataObject[] | undefined;
			const readMeanwhile = async () => {
				// Twilio carries out the write later, so this still shows what others wrote in between.
				meanwhile = await read();
			};
			const timeoutMs = operationTimeout(id);
			const wait = { timeoutMs, onAccepted: readMeanwhile, labels: jobLabels };
			await patchConfiguration(client, id, { statusCallbacks }, wait).catch((error: unknown) => {
				throw inWordsOfTrigger(id, error);
			});
			waitedInVain.delete(id);
			return meanwhile;
		},
	};
}

/**
 * A user who waits for a trigger cannot look at an operation, and need not: activating can be
 * repeated.
 */
function inWordsOfTrigger(id: string, error: unknown): unknown {
	if (!(error instanceof NodeApiError) || error.context.operationId === undefined) return error;
	waitedInVain.set(id, now());
	const facts = /\([^()]*\)$/.exec(error.description ?? '')?.[0];
	const wayOut =
		'Try again in a moment, which is safe. If it ends like this again, look at the configuration in Twilio.';
	error.description = [wayOut, facts].filter(Boolean).join(' ');
	return error;
}
