import type { IDataObject, INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { readableUrl } from '../../api/url';
import { isCounterpart, isSameTrigger } from './callbackUrl';
import { endIn, endOfQuestion } from './questionUrl';

interface FullList {
	readonly kind: 'configuration' | 'conversation';
	readonly name: string;
	readonly capacity: number;
}

/**
 * The error for a full list: names its URLs, and what to do. It never suggests removing the other
 * URL of the same trigger: that would end production for the sake of a test.
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
	const message = `${name} already has ${capacity} status callbacks: ${shown.join(', ')}`;
	const [other] = own;
	if (other === undefined) {
		const questions = urls.some((url) => endIn(url) !== undefined)
			? ' That of a question becomes free when it is answered; when its time is over, the next question takes it out.'
			: '';
		return new NodeOperationError(node, message, {
			description: `Remove one in Twilio, or choose another ${kind}.${questions}`,
		});
	}
	if (isTestUrl(other) && !isTestUrl(wanted)) {
		return new NodeOperationError(node, `${message}, and the test URL of this trigger`, {
			description: `Test and production need a place each. Stop the test, and publish (activate) the workflow again. Where no test is listening any more, remove the test URL in Twilio: ${readableUrl(other)}`,
		});
	}
	const isConversation = kind === 'conversation';
	return new NodeOperationError(
		node,
		`${message}, and the other URL of this trigger, which has to stay`,
		{
			description: `Test and production need a place each. Choose another ${kind} for the test${isConversation ? '.' : ", or a conversation, which has more places, under 'Listen On'."}`,
		},
	);
}

/** By n8n's default path of test URLs, which an administrator may have changed. */
function isTestUrl(url: string): boolean {
	return readableUrl(url).includes('/webhook-test/');
}

function describe(url: string, wanted: string): string {
	const readable = readableUrl(url);
	if (endIn(url) !== undefined) return `${readable} (${describeQuestion(url)})`;
	return isSameTrigger(url, wanted)
		? `${readable} (this trigger at another address of n8n)`
		: readable;
}

/** Its execution may have been cancelled: then its place is free when its time is over. */
function describeQuestion(url: string): string {
	const end = endOfQuestion(url);
	return end === undefined
		? 'a question without an end'
		: `a question that waits until ${end.toISOString()}`;
}
