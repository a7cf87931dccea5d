import type { NodeApiError } from 'n8n-workflow';

/** The request an error is about. */
export interface Subject {
	readonly method: string;
	/** Host of the base URL, e.g. `conversations.twilio.com`. */
	readonly host: string;
	/** What the path points at, e.g. `conversation "conv_…"`; undefined for a whole collection. */
	readonly target?: string;
	/** Whether it could have been repeated without harm. */
	readonly repeatable: boolean;
	readonly attempts: number;
	/** Whether one of the attempts may have been carried out although no good answer came. */
	readonly mayHaveRun: boolean;
}

/** Words for the user, and n8n's machine-readable cause where there is one. */
export interface Explanation {
	readonly message: string;
	/** The way out. Twilio's own words, code and request id are added to it. */
	readonly description: string;
	readonly failure?: NodeApiError['failure'];
}

/** An explanation in parts: what became of the work is told in one place, for all of them. */
export interface Words extends Pick<Explanation, 'message' | 'failure'> {
	/** What it means. */
	readonly meaning?: string;
	/** What is true where Twilio has certainly not carried it out, e.g. "Nothing was sent." */
	readonly nothing?: string;
	/** What to do, besides trying again. */
	readonly wayOut?: string;
}
