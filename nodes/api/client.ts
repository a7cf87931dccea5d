import type {
	ICredentialsDecrypted,
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	INode,
	IWebhookFunctions,
} from 'n8n-workflow';

import { parseBaseUrl } from './baseUrl';
import { Cancellation } from './cancellation';
import { now } from './clock';
import { describeTarget, fillPath, type Endpoint, type PathIds } from './endpoint';
import { errorFor } from './errors';
import type { Subject } from './explanations';
import type { Limiter } from './limiter';
import { readFailure, readResponse, type Answer, type Outcome, type RawResponse } from './outcome';
import { isAnswer, isUncertain, RETRY, retryDelay } from './retry';

export const CREDENTIAL = 'twilioConversationsApi';

/** One attempt is given up after this long; a request that is slower is one that hangs. */
const ATTEMPT_TIMEOUT_MS = 60_000;

/** Where hardly any patience is left, the last attempt still gets a chance. */
const MIN_ATTEMPT_MS = 500;

/** Where requests can be made from: an execution, a picker, the life of a trigger, or an event. */
export type ApiContext =
	| IExecuteFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| IWebhookFunctions;

/** What a request carries besides its endpoint. */
export interface Call<Path extends string> {
	readonly ids: PathIds<Path>;
	/** Arrays become repeated keys, undefined values are left out. */
	readonly query?: IDataObject;
	readonly body?: IDataObject;
	/** Sent as the header `Idempotency-Key`; a UUID. */
	readonly idempotencyKey?: string;
	/** Set where a POST does no harm the second time, e.g. because it carries a natural key. */
	readonly repeatable?: boolean;
}

/**
 * The one way to Twilio: credential, base URL, encoding, limiter, retry and error mapping. It goes
 * through n8n's own HTTP helper, so proxy, TLS and egress settings of the instance apply.
 */
export class TwilioClient {
	private shared: { baseUrl?: Promise<string>; requests: number; answeredAt: number } = {
		requests: 0,
		answeredAt: now(),
	};

	private begun = false;

	/**
	 * @param context of the node
	 * @param limiter shared by all requests of a run
	 * @param cancellation ends every wait at once
	 * @param patienceMs a request that Twilio does not carry out is given up after this long
	 * @param signInAs what the credential would hold if it were another one
	 */
	constructor(
		private readonly context: ApiContext,
		private readonly limiter: Limiter,
		readonly cancellation = new Cancellation(),
		private readonly patienceMs: number = RETRY.maxTotalMs,
		private readonly signInAs?: ICredentialsDecrypted,
	) {}

	/** The node that errors are shown on. */
	get node(): INode {
		return this.context.getNode();
	}

	/** How many requests were sent, all forks together. */
	get requests(): number {
		return this.shared.requests;
	}

	/** Whether anything was sent. */
	get hasBegun(): boolean {
		return this.begun;
	}

	/** Milliseconds since Twilio last answered anything but that it cannot at the moment. */
	get silentMs(): number {
		return now() - this.shared.answeredAt;
	}

	/** For waits that Twilio asked for: they are no silence. */
	expectSilence(milliseconds: number): void {
		this.shared.answeredAt = now() + milliseconds;
	}

	/** The same client for work that can be cancelled by itself, with a `hasBegun` of its own. */
	fork(cancellation: Cancellation): TwilioClient {
		const { context, limiter, patienceMs, signInAs } = this;
		const fork = new TwilioClient(context, limiter, cancellation, patienceMs, signInAs);
		fork.shared = this.shared;
		return fork;
	}

	/**
	 * Makes a request, repeating it where the retry rule allows.
	 *
	 * @throws NodeApiError when Twilio refuses or cannot be reached; Cancelled when that came first
	 */
	async request<Path extends string>(endpoint: Endpoint<Path>, call: Call<Path>): Promise<Answer> {
		// Parsed anew each time: every item needs an error of its own, which bears its index.
		const baseUrl = parseBaseUrl(this.node, await (this.shared.baseUrl ??= this.readBaseUrl()));
		const { idempotencyKey } = call;
		const repeatable =
			call.repeatable ?? (endpoint.method !== 'POST' || idempotencyKey !== undefined);
		let elapsedMs = 0;
		let mayHaveRun = false;
		for (let made = 1; ; made++) {
			const attempt = async () => {
				this.begun = true;
				this.shared.requests++;
				const start = now();
				const timeout = Math.max(MIN_ATTEMPT_MS, this.patienceMs - elapsedMs);
				const result = await this.attempt({
					...requestOptions(endpoint, call, baseUrl),
					timeout: Math.min(ATTEMPT_TIMEOUT_MS, timeout),
				});
				elapsedMs += now() - start;
				if (isAnswer(result)) this.shared.answeredAt = now();
				return result;
			};
			const outcome = await this.limiter.run(attempt, this.cancellation, this.begun);
			if (outcome.kind === 'done') return outcome.answer;
			mayHaveRun ||= isUncertain(outcome);
			const { patienceMs } = this;
			const delay = retryDelay(outcome, { made, elapsedMs, patienceMs, repeatable });
			if (delay === undefined) {
				const subject: Subject = {
					method: endpoint.method,
					host: baseUrl.host,
					target: describeTarget(endpoint.path, call.ids),
					repeatable,
					attempts: made,
					mayHaveRun,
				};
				throw errorFor(this.node, subject, outcome);
			}
			await this.cancellation.sleep(delay);
			elapsedMs += delay;
		}
	}

	private async attempt(request: IHttpRequestOptions): Promise<Outcome> {
		try {
			const response: RawResponse = await this.context.helpers.httpRequestWithAuthentication.call(
				this.context,
				CREDENTIAL,
				request,
				this.signInAs && { credentialsDecrypted: this.signInAs },
			);
			return readResponse(response);
		} catch (error) {
			return readFailure(error);
		}
	}

	private async readBaseUrl(): Promise<string> {
		const { baseUrl } = await this.context.getCredentials<{ baseUrl: string }>(CREDENTIAL);
		return baseUrl;
	}
}

function requestOptions<Path extends string>(
	{ method, path }: Endpoint<Path>,
	{ ids, query, body, idempotencyKey }: Call<Path>,
	baseUrl: URL,
): IHttpRequestOptions {
	return {
		method,
		url: `${baseUrl.origin}${fillPath(path, ids)}`,
		headers: {
			Accept: 'application/json',
			...(body !== undefined && { 'Content-Type': 'application/json' }),
			...(idempotencyKey !== undefined && { 'Idempotency-Key': idempotencyKey }),
		},
		qs: query,
		arrayFormat: 'repeat',
		body,
		// Text, so that a body that is no JSON reaches our own reader and not a parser's exception.
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
}
