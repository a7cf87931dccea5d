/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { Agent, request } from 'undici';

import { basic } from './auth';
import { classicSid } from './ids';
import { bodyHash, signUrl } from './signature';
import type { StatusCallback } from './state/records';
import type { Switches } from './switches';

export type EventType =
	| 'CONVERSATION_CREATED'
	| 'CONVERSATION_UPDATED'
	| 'PARTICIPANT_ADDED'
	| 'PARTICIPANT_UPDATED'
	| 'PARTICIPANT_REMOVED'
	| 'COMMUNICATION_CREATED'
	| 'COMMUNICATION_UPDATED';

/** One request to a callback URL. */
export interface Delivery {
	eventType: EventType;
	/** As requested and signed, with `bodySHA256`. */
	url: string;
	method: 'POST' | 'GET';
	headers: Record<string, string>;
	/** Empty for GET. */
	body: string;
	idempotencyToken: string;
	/** HTTP status of the receiver; null when there was no answer. */
	status: number | null;
	error?: string;
	/** 1 for the first delivery of the event to this URL, 2 and up for duplicates. */
	attempt: number;
}

interface Outgoing {
	callback: StatusCallback;
	eventType: EventType;
	body: string;
	notBefore: number;
}

interface Lane {
	tail: Promise<void>;
	held: Outgoing | null;
	flush: NodeJS.Timeout | null;
}

/**
 * Splits a callback URL into the address to request and an Authorization header for its user and
 * password (Twilio docs, webhook security). The fragment holds connection settings and is neither
 * sent nor signed. The URL is encoded before it is signed, so that the signed URL is the one
 * requested.
 */
function toRequest(callbackUrl: string): { address: string; authorization?: string } {
	if (!URL.canParse(callbackUrl)) return { address: callbackUrl };
	const url = new URL(callbackUrl);
	const { username, password } = url;
	url.username = '';
	url.password = '';
	url.hash = '';
	const user = decodeURIComponent(username);
	return {
		address: url.href,
		...(username !== '' && { authorization: basic(user, decodeURIComponent(password)) }),
	};
}

/** A reordered event is held back this long, then sent even if no other one came. */
const REORDER_WAIT_MS = 100;
/** Twilio's general webhook defaults: 5 s to connect, 15 s to answer (docs: webhook connection). */
const CONNECT_TIMEOUT_MS = 5_000;
const READ_TIMEOUT_MS = 15_000;

/**
 * Delivers events to status callbacks as Twilio does: JSON `{eventType, timestamp, data}`, signed,
 * each URL in order unless a switch says otherwise. No retries: Twilio's are not documented for v2.
 * A GET callback has no body (what it carries is not documented).
 */
export class Callbacks {
	/** Finished deliveries, in the order they ended. */
	readonly delivered: Delivery[] = [];
	private readonly lanes = new Map<string, Lane>();
	private readonly stop = new AbortController();
	private readonly agent = new Agent({
		connect: { timeout: CONNECT_TIMEOUT_MS },
		headersTimeout: READ_TIMEOUT_MS,
		bodyTimeout: READ_TIMEOUT_MS,
	});
	private generation = 0;

	constructor(
		private readonly authToken: string,
		private readonly switches: Switches,
		private readonly now: () => number,
	) {}

	/** @param data builds the record to report; called only if it is sent to somebody */
	emit(
		eventType: EventType,
		callbacks: readonly StatusCallback[] | undefined,
		data: () => unknown,
	): void {
		if (!callbacks || callbacks.length === 0 || !this.switches.callbacks) return;
		const timestamp = new Date(this.now()).toISOString();
		const body = JSON.stringify({ eventType, timestamp, data: data() });
		const notBefore = performance.now() + this.switches.callbackDelayMs;
		for (const callback of callbacks) this.accept({ callback, eventType, body, notBefore });
	}

	/** Resolves when all emitted events, and the events they cause, are delivered. */
	async idle(): Promise<void> {
		for (let waiting = this.lanes.size > 0; waiting; ) {
			for (const lane of this.lanes.values()) this.release(lane);
			const tails = [...this.lanes.values()].map(({ tail }) => tail);
			await Promise.all(tails);
			waiting = [...this.lanes.values()].some(
				({ tail, held }) => held !== null || !tails.includes(tail),
			);
		}
	}

	/** Drops the log and all pending deliveries. */
	clear(): void {
		this.generation += 1;
		this.delivered.length = 0;
		for (const lane of this.lanes.values()) {
			if (lane.flush) clearTimeout(lane.flush);
		}
		this.lanes.clear();
	}

	async close(): Promise<void> {
		this.clear();
		this.stop.abort();
		await this.agent.destroy();
	}

	private accept(outgoing: Outgoing): void {
		const { url } = outgoing.callback;
		const lane = this.lanes.get(url) ?? { tail: Promise.resolve(), held: null, flush: null };
		this.lanes.set(url, lane);
		if (this.switches.callbackReorder && lane.held === null) {
			lane.held = outgoing;
			lane.flush = setTimeout(() => this.release(lane), REORDER_WAIT_MS).unref();
			return;
		}
		this.enqueue(lane, outgoing);
		this.release(lane);
	}

	private release(lane: Lane): void {
		if (lane.flush) clearTimeout(lane.flush);
		const { held } = lane;
		lane.held = null;
		lane.flush = null;
		if (held) this.enqueue(lane, held);
	}

	private enqueue(lane: Lane, outgoing: Outgoing): void {
		const { generation } = this;
		lane.tail = lane.tail.then(async () => {
			const wait = outgoing.notBefore - performance.now();
			if (wait > 0) await sleep(wait, undefined, { signal: this.stop.signal }).catch(() => {});
			const token = randomUUID();
			for (let attempt = 1; attempt <= 1 + this.switches.callbackDuplicates; attempt++) {
				if (generation !== this.generation || this.stop.signal.aborted) return;
				const delivery = await this.deliver(outgoing, token, attempt);
				if (generation === this.generation) this.delivered.push(delivery);
			}
		});
	}

	private prepare({ callback, eventType, body }: Outgoing, token: string, attempt: number) {
		const { callbackForgery } = this.switches;
		const method = callback.method ?? 'POST';
		const { address, authorization } = toRequest(callback.url);
		const hash = `${address.includes('?') ? '&' : '?'}bodySHA256=${bodyHash(body)}`;
		const url = method === 'GET' || callbackForgery === 'missingHash' ? address : address + hash;
		const key = callbackForgery === 'wrongToken' ? `not-${this.authToken}` : this.authToken;
		const headers: Record<string, string> = {
			'user-agent': 'TwilioProxy/1.1',
			'i-twilio-idempotency-token': token,
			'twilio-request-id': classicSid('RQ'),
			...(authorization !== undefined && { authorization }),
		};
		if (callbackForgery !== 'missingSignature') {
			headers['x-twilio-signature'] = signUrl(key, url);
		}
		if (method === 'POST') headers['content-type'] = 'application/json';
		const sent = callbackForgery === 'tamperedBody' ? body.replace('"data":', '"data" :') : body;
		const delivery: Delivery = {
			eventType,
			url,
			method,
			headers,
			body: method === 'GET' ? '' : sent,
			idempotencyToken: token,
			status: null,
			attempt,
		};
		return delivery;
	}

	private async deliver(outgoing: Outgoing, token: string, attempt: number): Promise<Delivery> {
		const delivery = this.prepare(outgoing, token, attempt);
		const { url, method, headers, body } = delivery;
		try {
			const answer = await request(url, {
				method,
				headers,
				body: method === 'GET' ? undefined : body,
				dispatcher: this.agent,
				signal: this.stop.signal,
			});
			delivery.status = answer.statusCode;
			await answer.body.dump();
		} catch (error) {
			delivery.error = error instanceof Error ? error.message : String(error);
		}
		return delivery;
	}
}
