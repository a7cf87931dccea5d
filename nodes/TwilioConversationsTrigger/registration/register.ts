import { type IHookFunctions, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { isNotFound } from '../../api/answers/errors';
import { callbackList } from './callbackLists';
import { desiredRegistration } from './desired';
import { leaveOpen, newTally, reachOpen } from './openConversations';
import { assertReadable, assertTokenFits, assertUsable, assertVerifiable } from './preconditions';
import {
	forget,
	isAtSamePlace,
	isSame,
	recall,
	recallLeft,
	type Registration,
	remember,
	rememberLeft,
	tellOtherAddress,
} from './remembered';
import { beginScan } from './scannedConversations';
import { wholeMessage } from './shownMessage';
import { addUrl, has, isSettled } from '../../shared/callbacks/statusCallbacks';
import { isNoAnswer, longStep, PATIENCE_MS, step, tell } from './steps';
import { takeAway, takeAwayLeft } from './unregister';

/**
 * Whether this trigger's URL is registered where it should be, and nowhere else. Takes a single
 * read, because n8n calls this at every start for every active workflow. If Twilio does not answer,
 * a remembered registration is trusted: n8n would unregister the trigger if this threw.
 *
 * @throws NodeOperationError when a parameter cannot be read or callbacks could not be verified:
 *   n8n then cleans up, reports it and, at a start, tries again later. Checked here too, because
 *   n8n does not call `create` if this returns true.
 */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	assertReadable(context);
	await assertVerifiable(context);
	const wanted = await desiredRegistration(context);
	const earlier = recall(context);
	if (earlier !== undefined && !(wanted !== undefined && isSame(wanted, earlier))) return false;
	// Nothing to register, but `create` checks the Auth Token.
	if (wanted === undefined) return false;
	// An activation that was killed may have added the URL here, but to no open conversation.
	if (earlier === undefined && wanted.openConversations) return false;
	const isThere = await step(context, PATIENCE_MS.checkExists, async (client) => {
		const list = callbackList(client, wanted);
		return isSettled(list) && has(await list.read(), wanted.url);
	}).catch((error: unknown) => {
		// The target does not exist: `create` then says so in words for the user.
		if (isNotFound(error)) return false;
		if (earlier === undefined || !isNoAnswer(error)) throw error;
		context.logger.warn(
			`Twilio did not say whether this trigger is still registered, so it counts as registered: ${wholeMessage(error)}`,
		);
		return true;
	});
	if (isThere) remember(context, wanted);
	return isThere;
}

/**
 * Registers this trigger's URL, and changes nothing else. If it was registered elsewhere before, it
 * is removed there first.
 *
 * @param isStopped whether n8n has called `delete` in the meantime, so that the rest can be skipped
 * @throws NodeOperationError or NodeApiError that says what stands in the way, before the workflow
 *   counts as active
 */
export async function register(context: IHookFunctions, isStopped: () => boolean): Promise<void> {
	assertReadable(context);
	await assertVerifiable(context);
	const wanted = await desiredRegistration(context);
	await assertTokenFits(context, wanted === undefined);
	if (wanted !== undefined) {
		await step(context, PATIENCE_MS.create, async (client) => {
			await assertUsable(context, client, wanted);
		});
	}
	const earlier = recall(context);
	// What is registered again must not be removed later.
	const left = recallLeft(context).filter((one) => !(wanted && isAtSamePlace(one, wanted)));
	if (earlier !== undefined && !(wanted && isAtSamePlace(earlier, wanted))) {
		const rest = await takeAwayEarlier(context, earlier);
		forget(context);
		if (rest !== undefined) left.push(rest);
	}
	rememberLeft(context, left);
	if (wanted === undefined || isStopped()) return;
	await step(context, PATIENCE_MS.create, async (client) => {
		await addUrl(client, callbackList(client, wanted), wanted.url);
	});
	const isAllOut = await changeOpen(context, wanted, earlier, isStopped);
	tellOtherAddress(context);
	// A URL left in open conversations is removed at the next start.
	remember(context, { ...wanted, openConversations: wanted.openConversations || !isAllOut });
	rememberLeft(context, await takeAwayLeft(context, left));
}

/**
 * Adds the URL to open conversations, or removes it if that option was switched off. The URL stays
 * in the configuration meanwhile, so that no event is missed.
 *
 * @returns false if the URL could not be removed from some conversations
 */
async function changeOpen(
	context: IHookFunctions,
	{ listenOn, id, url, openConversations }: Registration,
	earlier: Registration | undefined,
	isStopped: () => boolean,
): Promise<boolean> {
	const isLeft = earlier?.openConversations === true && earlier.id === id && !openConversations;
	if (listenOn !== 'configuration' || !(openConversations || isLeft)) return true;
	const tally = newTally();
	const without = isLeft ? undefined : beginScan(context, url);
	const open = { configurationId: id, url, tally, isStopped, without };
	await longStep(context, PATIENCE_MS.create, async (client) => {
		await (isLeft ? leaveOpen : reachOpen)(client, open);
	});
	const what = isLeft ? 'Took the URL of this trigger out of' : 'Added the URL of this trigger to';
	tell(context, `${what} open conversations`, tally);
	return !isLeft || tally.left === 0;
}

/**
 * @returns what could not be removed although Twilio answers
 * @throws NodeOperationError that says what to do; the registration stays remembered then
 */
async function takeAwayEarlier(
	context: IHookFunctions,
	earlier: Registration,
): Promise<Registration | undefined> {
	return await takeAway(context, earlier, PATIENCE_MS.create).catch((error: unknown) => {
		if (!(error instanceof NodeApiError || error instanceof NodeOperationError)) throw error;
		throw new NodeOperationError(
			context.getNode(),
			`This trigger was registered at the ${earlier.listenOn} "${earlier.id}" before, and could not be taken out there`,
			{
				description: `${wholeMessage(error)} Publish (activate) the workflow again later, or remove this URL there in Twilio by hand: ${earlier.url}`,
			},
		);
	});
}
