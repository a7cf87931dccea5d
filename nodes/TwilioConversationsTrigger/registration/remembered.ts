import type { IHookFunctions } from 'n8n-workflow';

import { isRecord } from '../../api/json';
import type { ListenTarget } from '../settings';
import { isCounterpart } from '../../shared/callbacks/callbackUrl';

/** A registration. Exactly this is removed later, whatever the parameters are by then. */
export interface Registration extends ListenTarget {
	readonly url: string;
	/** Whether open conversations got the URL too. */
	readonly openConversations: boolean;
	/** Account of the credential used; undefined if an older version registered it. */
	readonly accountSid: string | undefined;
}

/** @returns whether two registrations are about the same list in the same account */
export function isAtSamePlace(one: Registration, other: Registration | undefined): boolean {
	return (
		one.listenOn === other?.listenOn &&
		one.id === other.id &&
		one.url === other.url &&
		isOfAccount(one, other.accountSid)
	);
}

/** @returns whether two registrations are the same, or both missing */
export function isSame(one: Registration, other: Registration | undefined): boolean {
	return isAtSamePlace(one, other) && one.openConversations === other?.openConversations;
}

/** @returns whether a credential of this account can reach the registration */
export function isOfAccount({ accountSid }: Registration, other: string | undefined): boolean {
	return accountSid === undefined || other === undefined || accountSid === other;
}

const KEY = 'registration';
const LEFT = 'left';

/**
 * Saves a registration in the node's static data; n8n keeps separate data for test and production.
 */
export function remember(context: IHookFunctions, registration: Registration): void {
	context.getWorkflowStaticData('node')[KEY] = { ...registration };
}

/**
 * The earlier registration of this trigger. A URL at another address of n8n is left alone: this
 * database may be a copy (staging), and the URL that of the original.
 *
 * @returns undefined if this trigger has nothing to remove
 */
export function recall(context: IHookFunctions): Registration | undefined {
	const kept = read(context.getWorkflowStaticData('node')[KEY]);
	return kept?.url === context.getNodeWebhookUrl('default') ? kept : undefined;
}

/** Registrations whose removal failed. */
export function recallLeft(context: IHookFunctions): Registration[] {
	const left = context.getWorkflowStaticData('node')[LEFT];
	const url = context.getNodeWebhookUrl('default');
	return (Array.isArray(left) ? left : [])
		.map(read)
		.filter((one) => one !== undefined)
		.filter((one) => one.url === url);
}

/** Saves registrations whose removal failed, for the next attempt. */
export function rememberLeft(context: IHookFunctions, left: readonly Registration[]): void {
	const data = context.getWorkflowStaticData('node');
	if (left.length > 0) data[LEFT] = left.map((one) => ({ ...one }));
	else delete data[LEFT];
}

/** Logs the registration that `recall` leaves alone; call it before another one is remembered. */
export function tellOtherAddress(context: IHookFunctions): void {
	const { url } = read(context.getWorkflowStaticData('node')[KEY]) ?? {};
	const own = context.getNodeWebhookUrl('default') ?? '';
	// A test starts with a copy of production's static data.
	if (url === undefined || url === own || isCounterpart(url, own)) return;
	context.logger.warn(
		`n8n had another address when this trigger was registered before. If nothing is served there any more, remove this URL in Twilio: ${url}`,
	);
}

/** @returns undefined if nothing was registered, or an older version used another format */
function read(kept: unknown): Registration | undefined {
	if (!isRecord(kept)) return undefined;
	const { listenOn, id, url, openConversations, accountSid } = kept;
	if (listenOn !== 'configuration' && listenOn !== 'conversation') return undefined;
	if (typeof id !== 'string' || typeof url !== 'string') return undefined;
	return {
		listenOn,
		id,
		url,
		openConversations: openConversations === true,
		accountSid: typeof accountSid === 'string' ? accountSid : undefined,
	};
}

/** Forgets the registration after its removal. */
export function forget(context: IHookFunctions): void {
	delete context.getWorkflowStaticData('node')[KEY];
}
