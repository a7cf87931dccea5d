import type { IHookFunctions } from 'n8n-workflow';

import { isRecord } from '../api/problem';
import type { Scope } from './callbackLists';

/** What was registered: exactly this is taken away again, whatever the parameters say by then. */
export interface Registration extends Scope {
	readonly url: string;
	/** Whether the conversations that were open got the URL too. */
	readonly openConversations: boolean;
}

const KEY = 'registration';

/** Keeps a registration in the node's static data; n8n has separate ones for test and production. */
export function remember(context: IHookFunctions, registration: Registration): void {
	context.getWorkflowStaticData('node')[KEY] = { ...registration };
}

/** @returns undefined when nothing was registered, or an older version wrote something else */
export function recall(context: IHookFunctions): Registration | undefined {
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
