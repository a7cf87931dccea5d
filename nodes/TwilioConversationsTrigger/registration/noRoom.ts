import type { IDataObject, INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { isCounterpart, isSameTrigger, withoutSecrets } from './callbackUrl';

interface FullList {
	readonly kind: 'configuration' | 'conversation';
	readonly name: string;
	readonly capacity: number;
}

/**
 * Says which URLs hold the places, and what to do about it. It never suggests to remove the other URL
 * of the trigger itself: that would end production for the sake of a test.
 */
export function noRoom(
	node: INode,
	{ kind, name, capacity }: FullList,
	callbacks: readonly IDataObject[],
	wanted: string,
): NodeOperationError {
	const urls = callbacks.map(({ url }) => String(url));
	const own = urls.filter((url) => isCounterpart(url, wanted));
	const shown = urls.filter((url) => !own.includes(url)).map((url) => describe(url, wanted));
	const message = `${name} already has ${capacity} status callbacks`;
	if (own.length === 0) {
		return new NodeOperationError(node, `${message}: ${shown.join(', ')}`, {
			description: `Remove one in Twilio, or choose another ${kind}.`,
		});
	}
	return new NodeOperationError(
		node,
		`${message}: ${shown.join(', ')}, and the other URL of this trigger, which has to stay`,
		{
			description: `Test and production need a place each. Choose another ${kind} for the test, or a conversation, which has more places, under 'Listen On'.`,
		},
	);
}

function describe(url: string, wanted: string): string {
	const readable = withoutSecrets(url);
	return isSameTrigger(url, wanted)
		? `${readable} (this trigger at another address of n8n)`
		: readable;
}
