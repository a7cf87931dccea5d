import { Recent } from '../../../../api/recent';

/** How far a try of a start came. */
export interface Try {
	readonly conversationId: string;
	/** Whether it made the conversation. */
	readonly created: boolean;
	/**
	 * Of the message: undefined before it is sent, `unknown` while nobody knows whether Twilio took it,
	 * then the ID of its action.
	 */
	readonly message?: 'unknown' | { readonly actionId: string };
}

/** More starts than an execution makes, as a rule. */
const MOST = 10_000;

/**
 * The starts of this process, by the key that all tries of one have in common. Twilio has no
 * idempotency key for messages, so this is what keeps n8n's Retry On Fail, which goes through all
 * items again, and a model that calls a tool once more from sending what was sent.
 */
export const earlierTries = new Recent<Try>(MOST);
