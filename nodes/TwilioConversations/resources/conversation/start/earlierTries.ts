import { Recent } from '../../../../api/recent';

/** How far an earlier try of a start came. */
export interface Try {
	readonly conversationId: string;
	/** Whether it created the conversation. */
	readonly created: boolean;
	/**
	 * The message: undefined before it is sent, `unknown` as long as it is not known whether Twilio took
	 * it, then the ID of its action.
	 */
	readonly message?: 'unknown' | { readonly actionId: string };
}

/** More than one execution usually starts; the least recently used are dropped. */
const MOST = 10_000;

/**
 * The starts of this process, by the key that all tries of one share. Twilio has no idempotency key
 * for messages. This memory keeps n8n's Retry On Fail, which repeats all items, and a model that
 * repeats a tool call from sending a message again.
 */
export const earlierTries = new Recent<Try>(MOST);
