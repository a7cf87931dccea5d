import type { IHookFunctions } from 'n8n-workflow';

import { isRecord } from '../../api/json';
import type { ListenTarget } from '../settings';
import { isCounterpart } from '../../shared/callbacks/callbackUrl';

/** What was registered: exactly this is removed later, whatever the parameters say by then. */
export interface Registration extends ListenTarget {
	readonly url: string;
	/** Whether the conversations that were open got the URL too. */
	readonly openConversations: boolean;
	/** Of the credential it was registered with; undefined where an older version did not say. */
	readonly accountSid: string | undefined;
}

/** @returns whether two are about the same list of the same account */
export function isAtSamePlace(one: Registration, other: Registration | undefined): boolean {
	return (
		one.listenOn === other?.listenOn &&
		one.id === other.id &&
		one.url === other.url &&
		isOfAccount(one, other.accountSid)
	);
}

/** @returns whether two registrations, or none of them, are about the same */
export function isSame(one: Registration, other: Registration | undefined): boolean {
	return isAtSamePlace(one, other) && one.openConversations === other?.openConversations;
}

/** @returns whether a credential can reach what was registered */
export function isOfAccount({ accountSid }: Registration, other: string | undefined): boolean {
	return accountSid === undefined || other === undefined || accountSid === other;
}

const KEY = 'registration';
const LEFT = 'left';

/** Keeps a registration in the node's static data; n8n has separate ones for test and production. */
export function remember(context: IHookFunctions, registration: Registration): void {
	context.getWorkflowStaticData('node')[KEY] = { ...registration };
}

/**
 * What this trigger registered before. A URL at another address of n8n is left alone: this database may
 * be a copy (staging), and the URL that of the original.
 *
 * @returns undefined when there is nothing that is this trigger's to remove
 */
export function recall(context: IHookFunctions): Registration | undefined {
	const kept = read(context.getWorkflowStaticData('node')[KEY]);
	return kept?.url === context.getNodeWebhookUrl('default') ? kept : undefined;
}

/** What could not be removed when it should have been. */
export function recallLeft(context: IHookFunctions): Registration[] {
	const left = context.getWorkflowStaticData('node')[LEFT];
	const url = context.getNodeWebhookUrl('default');
	return (Array.isArray(left) ? left : [])
		.map(read)
		.filter((one) => one !== undefined)
		.filter((one) => one.url === url);
}

/** Keeps what could not be removed, for the next time. */
export function rememberLeft(context: IHookFunctions, left: readonly Registration[]): void {
	const data = context.getWorkflowStaticData('node');
	if (left.length > 0) data[LEFT] = left.map((one) => ({ ...one }));
	else delete data[LEFT];
}

/** Writes into the log what `recall` leaves alone; call it before something else is remembered. */
export function tellOtherAddress(context: IHookFunctions): void {
	const { url } = read(context.getWorkflowStaticData('node')[KEY]) ?? {};
	const own = context.getNodeWebhookUrl('default') ?? '';
	// A test begins with a copy of what production remembers.
	if (url === undefined || url === own || isCounterpart(url, own)) return;
	context.logger.warn(
		`n8n had another address when this trigger was registered before. If nothing is served there any more, remove this URL in Twilio: ${url}`,
	);
}

/** @returns undefined when nothing was registered, or an older version wrote something else */
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

/** Forgets what was registered, once it is removed. */
export function forget(context: IHookFunctions): void {
	delete context.getWorkflowStaticData('node')[KEY];
}
