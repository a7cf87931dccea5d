/** Names of the peers in the table; the letters are those of docs/benchmark.md. */
export const LABELS = {
	pool: '(a) undici Pool',
	sdkLoop: '(b) Twilio SDK, in a loop',
	sdkAtOnce: '(b) Twilio SDK, all at once, autoRetry',
	httpRequest: '(c) HTTP Request, continue on fail',
	httpRequestRetry: '(c) HTTP Request, Retry On Fail 5 x 5 s',
	httpRequestBatches: '(c) HTTP Request, batches of 20 a second',
	node: '(d) this node, Delete',
	cleanUp: '(d) this node, Clean Up',
	listOnly: '(d) this node, Clean Up, dry run',
	bare: "bare loop over n8n's HTTP helper",
	bareParameter: 'bare loop, IDs from an expression',
} as const;

export type PeerName = keyof typeof LABELS;

/** Peers that would take long to warm up, each with a faster one that runs the same code. */
export const WARMED_UP_BY: Partial<Record<PeerName, PeerName>> = {
	httpRequestRetry: 'httpRequest',
	httpRequestBatches: 'httpRequest',
};
