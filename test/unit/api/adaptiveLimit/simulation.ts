import { AdaptiveLimit } from '../../../../nodes/api/sending/adaptiveLimit';
import { Agenda } from './agenda';
import type { Server } from './servers';

interface Setting {
	readonly server: Server;
	/** Start time of each client. Default: one client, at 0. */
	readonly starts?: readonly number[];
	/** Number of requests of each client. */
	readonly requests: number;
	/** Random numbers from 0 to 1, e.g. of a seeded generator. */
	readonly random: () => number;
	/** Milliseconds to an answer, refusals included. Default: about 50. */
	readonly latency?: (random: () => number) => number;
	/** Retry-After of a refusal. */
	readonly retryAfterMs?: number;
}

/** CPU time of a client per request and per answer: n8n's HTTP helper is slow. */
const SEND_MS = 0.7;
const RECEIVE_MS = 0.5;

const FIRST_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 30_000;

/**
 * Clients, each with its own adaptive limit, send requests to one server in simulated time: minutes
 * pass in milliseconds, and the same random numbers give the same result.
 */
export function simulate(setting: Setting): Client[] {
	const agenda = new Agenda();
	const { starts = [0] } = setting;
	const clients = starts.map((start) => new Client(agenda, setting, start));
	// Ten minutes are longer than any test waits: a client that is not done by then never will be.
	while (agenda.now < 600_000 && clients.some(({ end }) => end === Infinity) && agenda.next());
	return clients;
}

/**
 * Does for the adaptive limit what the limiter does, and records the results. Times are
 * milliseconds.
 */
export class Client {
	readonly taken: number[] = [];

	readonly refused: number[] = [];

	/** Maximum of requests in flight. */
	most = 0;

	/** Time of its last accepted request. */
	end = Infinity;

	private readonly limit = new AdaptiveLimit(50);

	/** Attempts so far of each request that waits for a retry. */
	private readonly again: number[] = [];

	private fresh: number;

	private running = 0;

	private busyUntil = 0;

	private wakesAt = Infinity;

	private done = 0;

	constructor(
		private readonly agenda: Agenda,
		private readonly setting: Setting,
		start: number,
	) {
		this.fresh = setting.requests;
		agenda.plan(start, () => this.sendAll());
	}

	private sendAll(): void {
		while (this.fresh + this.again.length > 0) {
			const wait = this.limit.delay(this.agenda.now, this.running);
			if (wait > 0) {
				this.wakeIn(wait);
				return;
			}
			const attempt = this.again.shift() ?? 1;
			if (attempt === 1) this.fresh--;
			this.send(attempt);
		}
	}

	private wakeIn(wait: number): void {
		const at = this.agenda.now + Math.ceil(wait);
		if (at >= this.wakesAt) return;
		this.wakesAt = at;
		this.agenda.plan(at, () => {
			if (this.wakesAt === at) this.wakesAt = Infinity;
			this.sendAll();
		});
	}

	private send(attempt: number): void {
		const { agenda, limit, setting } = this;
		const { server, latency = (random) => 50 + 2 * random(), random, retryAfterMs } = setting;
		this.running++;
		this.most = Math.max(this.most, this.running);
		const sent = limit.onSent(agenda.now, this.running);
		this.work(SEND_MS, () => {
			const isTaken = server.arrive(agenda.now);
			(isTaken ? this.taken : this.refused).push(agenda.now);
			agenda.plan(agenda.now + latency(random), () => {
				if (isTaken) server.leave();
				this.work(RECEIVE_MS, () => {
					this.running--;
					if (isTaken) {
						limit.onAccepted(sent, agenda.now);
						if (++this.done === setting.requests) this.end = agenda.now;
					} else {
						limit.onThrottled(sent, agenda.now, retryAfterMs);
						this.tryAgain(attempt);
					}
					this.sendAll();
				});
			});
		});
	}

	private tryAgain(attempt: number): void {
		const { random, retryAfterMs = 0 } = this.setting;
		const backoff = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1));
		this.agenda.plan(this.agenda.now + Math.max(retryAfterMs, random() * backoff), () => {
			this.again.push(attempt + 1);
			this.sendAll();
		});
	}

	/** Runs one task at a time, like Node.js. */
	private work(milliseconds: number, then: () => void): void {
		this.busyUntil = Math.max(this.busyUntil, this.agenda.now) + milliseconds;
		this.agenda.plan(this.busyUntil, then);
	}
}
