/** What a handler answers: HTTP status, further headers, JSON body. */
export interface Reply {
	status: number;
	headers?: Record<string, string>;
	body: unknown;
	/** Departs from the OpenAPI document because a switch says so, and is not validated. */
	deviates?: boolean;
	/** Raw body, sent instead of `body`. */
	text?: string;
}

/** A validated request as a handler sees it. */
export interface Call {
	params: Record<string, string>;
	/** Coerced by the OpenAPI schemas: numbers are numbers, repeated parameters are arrays. */
	query: Query;
	/** Fits the OpenAPI schema of the operation. */
	body: unknown;
}

export interface Query {
	status?: string[];
	channelId?: string;
	memoryStoreId?: string;
	pageSize?: number;
	pageToken?: string;
}
