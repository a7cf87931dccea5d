import type { IHookFunctions } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { TwilioClient } from '../api/client';
import { isNotFound } from '../api/errors';
import { Limiter } from '../api/limiter';
import { callbackList } from './callbackLists';
import { changeOpenConversations, type Tally } from './openConversations';
import { assertUsable, assertVerifiable, hasEnded } from './preconditions';
import {
	forget,
	isSame,
	recall,
	type Registration,
	remember,
	tellOtherAddress,
} from './remembered';
import { isOn, readScope } from './settings';
import { addUrl, has, removeUrl } from './statusCallbacks';

/** Requests at once while a workflow is activated. */
const MAX_CONCURRENT = 10;

/**
 * Whether this trigger's URL is where it belongs, and nowhere else. It only reads, once: n8n asks at
 * every start and for every active workflow.
 *
 * @throws NodeOperationError when no callback could be verified: n8n then clears up, reports it and, at
 *   a start, tries again later. Checked here too, because n8n calls no `create` where this is true.
 */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	await assertVerifiable(context);
	const wanted = wantedRegistration(context);
	const earlier = recall(context);
	if (earlier !== undefined && !isSame(earlier, wanted)) return false;
	if (wanted === undefined) return true;
	const callbacks = await callbackList(clientFor(context), wanted)
		.read()
		.catch((error: unknown) => {
			// Not there: then `create` says so, in words for the user.
			if (isNotFound(error)) return [];
			throw error;
		});
	// An activation that was killed may have left the URL there and reached no open conversation.
	const isComplete = earlier !== undefined || !wanted.openConversations;
	const registered = isComplete && has(callbacks, wanted.url);
	if (registered) remember(context, wanted);
	return registered;
}

/**
 * Registers this trigger's URL, and nothing else changes. Where it was registered before, it is taken
 * away first.
 *
 * @throws NodeOperationError or NodeApiError that says what stands in the way, before the workflow
 *   counts as active
 */
export async function register(context: IHookFunctions): Promise<void> {
	await assertVerifiable(context);
	const wanted = wantedRegistration(context);
	const client = clientFor(context);
	if (wanted !== undefined) await assertUsable(context, client, wanted);
	const earlier = recall(context);
	if (earlier !== undefined && !isSame(earlier, wanted)) await takeAwayEarlier(context, earlier);
	if (wanted === undefined) return;
	await addUrl(client, callbackList(client, wanted), wanted.url);
	if (wanted.openConversations) {
		const tally = await changeOpenConversations(client, wanted.id, addUrl, wanted.url);
		log(context, 'Added the URL of this trigger to open conversations', tally);
	}
	tellOtherAddress(context);
	remember(context, wanted);
}

/**
 * Takes this trigger's URL away from where it was registered, and nothing else. n8n saves what is
 * remembered only after an activation that succeeded, so after one that failed the parameters tell
 * what may be there, besides what is remembered from before.
 */
export async function unregister(context: IHookFunctions): Promise<void> {
	const earlier = recall(context);
	const wanted = attemptedRegistration(context);
	if (wanted !== undefined && !isSame(wanted, earlier)) await takeAway(context, wanted);
	if (earlier === undefined) return;
	await takeAway(context, earlier);
	forget(context);
}

/** @throws NodeOperationError that says what to do; what was registered stays remembered then */
async function takeAwayEarlier(context: IHookFunctions, earlier: Registration): Promise<void> {
	await takeAway(context, earlier).catch((error: unknown) => {
		if (!(error instanceof NodeApiError || error instanceof NodeOperationError)) throw error;
		throw new NodeOperationError(
			context.getNode(),
			`This trigger was registered at the ${earlier.listenOn} "${earlier.id}" before, and could not be taken out there`,
			{
				description: [
					`${error.message}.`,
					error.description,
					`Publish (activate) the workflow again later, or remove this URL there in Twilio by hand: ${earlier.url}`,
				]
					.filter(Boolean)
					.join(' '),
			},
		);
	});
	forget(context);
}

/** Tolerates that the configuration or the conversation is gone. */
async function takeAway(context: IHookFunctions, registration: Registration): Promise<void> {
	const client = clientFor(context);
	if (await hasEnded(client, registration)) {
		context.logger.info('Nothing to take away: no events come from there any more', {
			[registration.listenOn]: registration.id,
		});
	} else {
		await removeUrl(client, callbackList(client, registration), registration.url);
	}
	if (registration.openConversations) {
		const tally = await changeOpenConversations(
			client,
			registration.id,
			removeUrl,
			registration.url,
		);
		log(context, 'Took the URL of this trigger out of open conversations', tally);
	}
}

function clientFor(context: IHookFunctions): TwilioClient {
	return new TwilioClient(context, new Limiter(MAX_CONCURRENT));
}

/** @returns undefined when the URL is added in Twilio by hand */
function wantedRegistration(context: IHookFunctions): Registration | undefined {
	const scope = readScope(context);
	if (scope === undefined) return undefined;
	const url = context.getNodeWebhookUrl('default');
	if (url === undefined) {
		throw new NodeOperationError(context.getNode(), 'n8n gave this trigger no webhook URL', {
			description: 'Save the workflow and publish (activate) it again.',
		});
	}
	return {
		...scope,
		url,
		openConversations: scope.listenOn === 'configuration' && isOn(context, 'openConversations'),
	};
}

/** @returns undefined also when the parameters name nothing: then nothing was registered by them */
function attemptedRegistration(context: IHookFunctions): Registration | undefined {
	try {
		return wantedRegistration(context);
	} catch {
		return undefined;
	}
}

function log(context: IHookFunctions, message: string, { done, skipped, beyond }: Tally): void {
	context.logger.info(`${message}: ${done} done, ${skipped} skipped, ${beyond} beyond the limit`);
}
