import type { IHookFunctions } from 'n8n-workflow';

import { Order } from './order';
import { isRegistered, register } from './register';
import { withWholeMessage } from './shownMessage';
import { unregister } from './unregister';

/** Of one trigger, production and test apart: both have a URL of their own. */
const hooks = new Order();

/** Triggers whose registration should end where it is, because they are to be unregistered. */
const stopped = new Map<string, number>();

/** @throws NodeApiError or NodeOperationError whose message says all there is to say */
async function inOrder<T>(context: IHookFunctions, hook: () => Promise<T>): Promise<T> {
	const key = urlOf(context);
	return await withWholeMessage(async () => await hooks.run(key, hook));
}

function urlOf(context: IHookFunctions): string {
	return context.getNodeWebhookUrl('default') ?? context.getNode().id;
}

/** n8n asks this at every start, and before `create`. */
export async function checkExists(context: IHookFunctions): Promise<boolean> {
	return await inOrder(context, async () => await isRegistered(context));
}

/** n8n calls this when a workflow is published (activated), and when a test begins to listen. */
export async function create(context: IHookFunctions): Promise<boolean> {
	const key = urlOf(context);
	await inOrder(context, async () => await register(context, () => stopped.has(key)));
	return true;
}

/** n8n calls this when a workflow is unpublished, a test ends, or one of the others has thrown. */
export async function remove(context: IHookFunctions): Promise<boolean> {
	const key = urlOf(context);
	stopped.set(key, (stopped.get(key) ?? 0) + 1);
	let isFirst = true;
	try {
		await inOrder(context, async () => {
			isFirst = false;
			letGoOn(key);
			await unregister(context);
		});
	} finally {
		if (isFirst) letGoOn(key);
	}
	return true;
}

function letGoOn(key: string): void {
	const count = (stopped.get(key) ?? 0) - 1;
	if (count > 0) stopped.set(key, count);
	else stopped.delete(key);
}
