import type { NodeApiError } from 'n8n-workflow';

/** The request an error is about. */
export interface Subject {
	readonly method: string;
	/** Host of the base URL, e.g. `conversations.twilio.com`. */
	readonly host: string;
	/** What the path identifies, e.g. `conversation "conv_…"`; undefined for a collection. */
	readonly target?: string;
	/** Whether repeating it does no harm. */
	readonly repeatable: boolean;
	readonly attempts: number;
	/** Whether an attempt may have been carried out although it has no good answer. */
	readonly mayHaveRun: boolean;
}

/** Text for the user, and n8n's machine-readable cause if there is one. */
export interface Explanation {
	readonly message: string;
	/** What to do about it. Twilio's own words, code and request id are appended. */
	readonly description: string;
	readonly failure?: NodeApiError['failure'];
}

/** Parts of an explanation. Whether the work was done is added in one place for all of them. */
export interface Words extends Pick<Explanation, 'message' | 'failure'> {
	/** What it means. */
	readonly meaning?: string;
	/** A sentence for what Twilio has certainly not carried out, e.g. "Nothing was sent." */
	readonly nothing?: string;
	/** What to do, besides trying again. */
	readonly wayOut?: string;
}
