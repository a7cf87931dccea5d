import type { IHookFunctions } from 'n8n-workflow';

import type { TwilioClient } from '../../api/client';
import { LIST_CONFIGURATIONS } from '../../api/endpoints';
import { listPages, MAX_PAGE_SIZE } from '../../api/paging';
import { readSecrets } from '../../shared/callbacks/secrets';
import { callbackList } from './callbackLists';
import { leaveOpen, newTally } from './openConversations';
import { hasEnded } from './preconditions';
import {
	forget,
	isOfAccount,
	recall,
	recallLeft,
	type Registration,
	rememberLeft,
} from './remembered';
import { takeScan } from './scannedConversations';
import { entriesOf, removeUrl } from '../../shared/callbacks/statusCallbacks';
import { isNoAnswer, longStep, PATIENCE_MS, step, tell } from './steps';
import { attemptedRegistration } from './desired';

/**
 * Removes this trigger's URL from where it was registered, and nothing else. n8n saves static data
 * only after a successful activation. After a failed one, or if that data was lost, the URL may be
 * where the parameters point, besides what is remembered.
 *
 * @throws the first failure, after everything else was done; what is left stays remembered
 */
export async function unregister(context: IHookFunctions): Promise<void> {
	const earlier = recall(context);
	const wanted = await attemptedRegistration(context);
	// Twilio's IDs are unique, so ID and URL identify a registration whichever credential was used.
	const isElsewhere =
		wanted !== undefined && (wanted.id !== earlier?.id || wanted.url !== earlier.url);
	const left = recallLeft(context);
	const failures: unknown[] = [];
	const kept: Registration[] = [];
	for (const one of [...(isElsewhere ? [wanted] : []), ...(earlier ? [earlier] : [])]) {
		// If Twilio did not answer this time, it will not for the next one.
		if (failures.some(isNoAnswer)) break;
		try {
			const rest = await takeAway(context, one, PATIENCE_MS.delete);
			if (rest !== undefined) kept.push(rest);
			if (one === earlier) forget(context);
		} catch (error) {
			failures.push(error);
		}
	}
	rememberLeft(context, [...left, ...kept]);
	if (failures.length > 0) throw failures[0];
	if (earlier === undefined && wanted !== undefined) {
		await takeAwayStray(context, wanted).catch((error: unknown) => {
			const reason = error instanceof Error ? error.message : String(error);
			context.logger.warn(`Other configurations could not be searched for this trigger: ${reason}`);
		});
	}
	rememberLeft(context, [...(await takeAwayLeft(context, left)), ...kept]);
}

/**
 * Succeeds if the configuration or conversation no longer exists.
 *
 * @returns what could not be removed although Twilio answers; undefined if nothing is left
 * @throws NodeApiError when Twilio does not answer
 */
export async function takeAway(
	context: IHookFunctions,
	registration: Registration,
	patienceMs: number,
): Promise<Registration | undefined> {
	const { accountSid } = await readSecrets(context);
	if (!isOfAccount(registration, accountSid)) {
		tellOtherAccount(context, registration);
		return registration;
	}
	const { listenOn, id, url, openConversations } = registration;
	await step(context, patienceMs, async (client) => {
		if (await hasEnded(client, registration)) {
			context.logger.info('Nothing to take away: no events come from there any more', {
				[listenOn]: id,
			});
		} else {
			await removeUrl(client, callbackList(client, registration), url);
		}
	});
	if (!openConversations) return undefined;
	const tally = newTally();
	const open = { configurationId: id, url, tally, without: takeScan(url) };
	try {
		await longStep(context, patienceMs, async (client) => await leaveOpen(client, open));
	} finally {
		tell(context, 'Took the URL of this trigger out of open conversations', tally);
	}
	return tally.left > 0 ? registration : undefined;
}

/**
 * Retries removals that failed before.
 *
 * @returns what still cannot be removed, for whatever reason
 */
export async function takeAwayLeft(
	context: IHookFunctions,
	left: readonly Registration[],
): Promise<Registration[]> {
	const kept: Registration[] = [];
	let isSilent = false;
	for (const one of left) {
		const takeOne = async () => await takeAway(context, one, PATIENCE_MS.delete);
		const rest = isSilent
			? one
			: await takeOne().catch((error: unknown) => {
					isSilent = isNoAnswer(error);
					return one;
				});
		if (rest !== undefined) kept.push(rest);
	}
	return kept;
}

/** If nothing is remembered, the URL may be in a configuration that was selected before. */
async function takeAwayStray(context: IHookFunctions, wanted: Registration): Promise<void> {
	await step(context, PATIENCE_MS.delete, async (client) => {
		for (const id of await configurationsWith(client, wanted.url)) {
			if (id === wanted.id) continue;
			const list = callbackList(client, { listenOn: 'configuration', id });
			await removeUrl(client, list, wanted.url);
		}
	});
}

async function configurationsWith(client: TwilioClient, url: string): Promise<string[]> {
	const ids: string[] = [];
	const call = { ids: {}, pageSize: MAX_PAGE_SIZE };
	for await (const page of listPages(client, LIST_CONFIGURATIONS, call)) {
		for (const { id, statusCallbacks } of page) {
			if (entriesOf(statusCallbacks).some((entry) => entry.url === url)) ids.push(String(id));
		}
	}
	return ids;
}

/** Only a credential of that account can remove the URL there. */
function tellOtherAccount(context: IHookFunctions, registration: Registration): void {
	const { listenOn, id, url, accountSid } = registration;
	context.logger.warn(
		`The credential is of another account now. This trigger is still registered at the ${listenOn} "${id}" of the account ${String(accountSid)}: remove this URL there in Twilio, or choose a credential of that account and unpublish (deactivate) the workflow: ${url}`,
	);
}
