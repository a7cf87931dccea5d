import type { IHookFunctions } from 'n8n-workflow';

import { isRecord } from '../api/problem';
import type { Scope } from './callbackLists';

/** What was registered: exactly this is taken away again, whatever the parameters say by then. */
export interface Registration extends Scope {
	readonly url: string;
	/** Whether the conversations that were open got the URL too. */
	readonly openConversations: boolean;
}

/** @returns whether two registrations, or none of them, are about the same */
export function isSame(one: Registration, other: Registration | undefined): boolean {
	return (
		one.listenOn === other?.listenOn &&
		one.id === other.id &&
		one.url === other.url &&
		one.openConversations === other.openConversations
	);
}

const KEY = 'registration';

/** Keeps a registration in the node's static data; n8n has separate ones for test and production. */
export function remember(context: IHookFunctions, registration: Registration): void {
	context.getWorkflowStaticData('node')[KEY] = { ...registration };
}

/**
 * What this trigger registered before. A URL that is not its own any more is left alone: when n8n has
 * another address than before, its database may as well be a copy (staging), and the URL another n8n's.
 *
 * @returns undefined when there is nothing that is this trigger's to take away
 */
export function recall(context: IHookFunctions): Registration | undefined {
	const kept = read(context);
	return kept?.url === context.getNodeWebhookUrl('default') ? kept : undefined;
}

/** Writes into the log what `recall` leaves alone; call it before something else is remembered. */
export function tellOtherAddress(context: IHookFunctions): void {
	const { url } = read(context) ?? {};
	if (url === undefined || url === context.getNodeWebhookUrl('default')) return;
	context.logger.warn(
		`n8n had another address when this trigger was registered before. If nothing is served there any more, remove this URL in Twilio: ${url}`,
	);
}

/** @returns undefined when nothing was registered, or an older version wrote something else */
function read(context: IHookFunctions): Registration | undefined {
	const kept = context.getWorkflowStaticData('node')[KEY];
	if (!isRecord(kept)) return undefined;
	const { listenOn, id, url, openConversations } = kept;
	if (listenOn !== 'configuration' && listenOn !== 'conversation') return undefined;
	if (typeof id !== 'string' || typeof url !== 'string') return undefined;
	return { listenOn, id, url, openConversations: openConversations === true };
}

/** Forgets what was registered, once it is taken away. */
export function forget(context: IHookFunctions): void {
	delete context.getWorkflowStaticData('node')[KEY];
}
