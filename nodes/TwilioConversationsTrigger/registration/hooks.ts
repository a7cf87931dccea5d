import type { IHookFunctions } from 'n8n-workflow';

import { KeyedMutex } from '../../shared/callbacks/keyedMutex';
import { isRegistered, register } from './register';
import { withWholeMessage } from './shownMessage';
import { unregister } from './unregister';

/**
 * Hooks of one trigger run one after the other. Production and test have different URLs, so each
 * has its own key.
 */
const hooks = new KeyedMutex();

/** Counts deactivations, so that a running `create` notices one. */
interface Life {
	/** How often n8n called `delete`. */
	stops: number;
	/** The count at the last `checkExists`, which n8n calls before each `create`. */
	stopsBefore: number;
}
const lives = new Map<string, Life>();

function lifeOf(key: string): Life {
	const life = lives.get(key) ?? { stops: 0, stopsBefore: 0 };
	lives.set(key, life);
	return life;
}

/**
 * @throws NodeApiError or NodeOperationError whose message includes the way out, since n8n shows
 *   nothing else
 */
async function inOrder<T>(context: IHookFunctions, hook: () => Promise<T>): Promise<T> {
	const key = urlOf(context);
	return await withWholeMessage(async () => await hooks.run(key, hook));
}

function urlOf(context: IHookFunctions): string {
	return context.getNodeWebhookUrl('default') ?? context.getNode().id;
}

/** n8n calls this at every start, and before `create`. */
export async function checkExists(context: IHookFunctions): Promise<boolean> {
	const life = lifeOf(urlOf(context));
	life.stopsBefore = life.stops;
	return await inOrder(context, async () => await isRegistered(context));
}

/**
 * n8n calls this when a workflow is published (activated), and when a test starts to listen. A test
 * may be stopped before this has ended, or even started.
 */
export async function create(context: IHookFunctions): Promise<boolean> {
	const life = lifeOf(urlOf(context));
	const { stopsBefore } = life;
	await inOrder(context, async () => await register(context, () => life.stops > stopsBefore));
	return true;
}

/**
 * n8n calls this when a workflow is unpublished, when a test ends, and after another hook has
 * thrown.
 */
export async function remove(context: IHookFunctions): Promise<boolean> {
	lifeOf(urlOf(context)).stops++;
	await inOrder(context, async () => await unregister(context));
	return true;
}
