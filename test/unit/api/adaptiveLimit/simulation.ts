import { AdaptiveLimit } from '../../../../nodes/api/sending/adaptiveLimit';
import { Agenda } from './agenda';
import type { Server } from './servers';

interface Setting {
	readonly server: Server;
	/** When each client begins. Default: one, at once. */
	readonly starts?: readonly number[];
	/** Of each client. */
	readonly requests: number;
	/** From 0 to 1, e.g. of a seeded generator. */
	readonly random: () => number;
	/** Milliseconds for an answer, be it a refusal or not. Default: about 50. */
	readonly latency?: (random: () => number) => number;
	/** What a refusal asks to wait. */
	readonly retryAfterMs?: number;
}

/** What a client's processor spends on a request and on an answer: n8n's HTTP helper is slow. */
const SEND_MS = 0.7;
const RECEIVE_MS = 0.5;

const FIRST_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 30_000;

/**
 * Lets clients, each with a limit of its own, send their requests to one server, in time that is
 * made up: minutes pass in milliseconds, and the same random numbers give the same course.
 */
export function simulate(setting: Setting): Client[] {
	const agenda = new Agenda();
	const { starts = [0] } = setting;
	const clients = starts.map((start) => new Client(agenda, setting, start));
	// Ten minutes are more than any test waits for: who is not done by then never will be.
	while (agenda.now < 600_000 && clients.some(({ end }) => end === Infinity) && agenda.next());
	return clients;
}

/** What the limiter is to the adaptive limit, and what happened to it. Times are milliseconds. */
export class Client {
	readonly taken: number[] = [];

	readonly refused: number[] = [];

	/** The most requests under way. */
	most = 0;

	/** When its last request was answered well. */
	end = Infinity;

	private readonly limit = new AdaptiveLimit(50);

	/** How often the requests that wait for another try were sent. */
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

	/** One thing after the other, as in Node.js. */
	private work(milliseconds: number, then: () => void): void {
		this.busyUntil = Math.max(this.busyUntil, this.agenda.now) + milliseconds;
		this.agenda.plan(this.busyUntil, then);
	}
}
