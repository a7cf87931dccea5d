/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { setTimeout as sleep } from 'node:timers/promises';

import type { FastifyReply, FastifyRequest } from 'fastify';

import type { Authenticator } from './auth';
import type { ContractOperation } from './contract';
import { ApiError, errorBody, notFound } from './errors';
import type { FaultInjector } from './faultInjector';
import type { Fault, Faults } from './faults';
import type { IdempotencyCache } from './idempotency';
import { classicSid } from './ids';
import { readBody, readCall } from './incoming';
import type { IncomingBody } from './incoming';
import type { Journal, JournalEntry } from './journal';
import type { Handler, Kernel } from './kernel';
import type { RateLimiter } from './rateLimit';
import type { Reply } from './reply';

export interface PipelineParts {
	kernel: Kernel;
	authenticate: Authenticator;
	limiter: RateLimiter;
	faults: Faults;
	injector: FaultInjector;
	idempotency: IdempotencyCache;
	journal: Journal;
	violations: string[];
	validateResponses: boolean;
}

interface Exchange {
	operation: ContractOperation;
	handler: Handler;
	request: FastifyRequest;
	reply: FastifyReply;
	entry: JournalEntry;
	body: IncomingBody;
}

/**
 * The steps of every API request: credentials, rate limit, latency, faults, schema, idempotency
 * key, handler, schema of the answer.
 */
export class Pipeline {
	private inFlight = 0;

	/** Requests in flight without those that the rate limit refused. */
	private working = 0;

	constructor(private readonly parts: PipelineParts) {}

	/** The route handler of one endpoint. */
	route(operation: ContractOperation, handler: Handler) {
		return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
			this.inFlight += 1;
			const entry = this.enter(request, operation.operationId);
			const body = readBody(request.body);
			entry.body = body.value;
			try {
				await this.handle({ operation, handler, request, reply, entry, body });
			} finally {
				this.inFlight -= 1;
			}
		};
	}

	/** The answer for a path (404) or a method of a known path (405) that the API does not have. */
	noRoute(status: 404 | 405) {
		return (request: FastifyRequest, reply: FastifyReply): void => {
			const entry = this.enter(request);
			entry.outcome = 'noRoute';
			const error =
				status === 404 ? notFound(entry.path) : new ApiError(405, 20004, 'Method not allowed');
			this.send(reply, entry, this.refusal(error, entry));
		};
	}

	private enter(request: FastifyRequest, operationId?: string): JournalEntry {
		const [path = ''] = request.url.split('?');
		const key = request.headers['idempotency-key'];
		const entry: JournalEntry = {
			at: this.parts.kernel.clock.now(),
			method: request.method,
			path,
			query: request.query as JournalEntry['query'],
			headers: request.headers,
			body: undefined,
			operationId,
			status: 0,
			responseHeaders: {},
			outcome: 'pending',
			idempotencyKey: typeof key === 'string' ? key : undefined,
			processed: false,
			inFlight: this.inFlight,
		};
		this.parts.journal.add(entry);
		return entry;
	}

	private async handle(exchange: Exchange): Promise<void> {
		const { reply, entry } = exchange;
		const refused = this.admit(entry);
		if (refused) {
			await this.delay();
			this.send(reply, entry, this.refusal(refused, entry));
			return;
		}
		this.working += 1;
		try {
			await this.delay();
			await this.work(exchange);
		} finally {
			this.working -= 1;
		}
	}

	private async delay(): Promise<void> {
		const { latencyMs } = this.parts.kernel.switches;
		if (latencyMs > 0) await sleep(latencyMs);
	}

	private async work(exchange: Exchange): Promise<void> {
		const { operation, reply, entry } = exchange;
		const { kernel, faults } = this.parts;
		const { method, path } = entry;
		const { operationId } = operation;
		const fault = faults.next({ method, path, operationId }, kernel.switches.faults);
		const answer = fault ? await this.withFault(exchange, fault) : this.answer(exchange);
		if (answer === 'cut') reply.hijack();
		else this.send(reply, entry, answer);
	}

	/** Checks credentials and rate limit. */
	private admit(entry: JournalEntry): ApiError | undefined {
		const { authenticate, limiter, kernel } = this.parts;
		const { termsAccepted, rateLimit } = kernel.switches;
		const unauthorized = authenticate(entry.headers.authorization, termsAccepted);
		if (unauthorized) {
			entry.outcome = 'unauthorized';
			return unauthorized;
		}
		const limited = rateLimit ? limiter.check(rateLimit, this.working + 1) : undefined;
		if (limited) entry.outcome = 'rateLimited';
		return limited;
	}

	private async withFault(exchange: Exchange, fault: Fault): Promise<Reply | 'cut'> {
		const { request, reply, entry } = exchange;
		const { injector, kernel } = this.parts;
		entry.outcome = 'fault';
		entry.fault = fault.kind;
		const effect =
			(await injector.before(fault, request.raw.socket, kernel.switches.hangMs)) ??
			injector.after(fault, this.answer(exchange), reply);
		return effect instanceof ApiError ? this.refusal(effect, entry) : effect;
	}

	private answer({ operation, handler, request, entry, body }: Exchange): Reply {
		const { kernel, idempotency } = this.parts;
		kernel.jobs.settleDue();
		try {
			const call = readCall(operation, request, body);
			if (call instanceof ApiError) {
				this.settle(entry, 'invalid');
				return this.checked(operation, entry, this.refusal(call, entry));
			}
			const key = operation.takesIdempotencyKey ? entry.idempotencyKey?.toLowerCase() : undefined;
			const original = key === undefined ? undefined : idempotency.find(key);
			if (original) {
				this.settle(entry, 'replayed');
				return original;
			}
			this.settle(entry, 'answered');
			entry.processed = true;
			const reply = this.checked(operation, entry, handler(kernel, call));
			if (key !== undefined) idempotency.keep(key, reply);
			return reply;
		} catch (error) {
			if (error instanceof ApiError) {
				return this.checked(operation, entry, this.refusal(error, entry));
			}
			return this.violation(entry, `${operation.operationId}: ${String(error)}`);
		}
	}

	/** Sets the outcome, unless a fault has set it already. */
	private settle(entry: JournalEntry, outcome: JournalEntry['outcome']): void {
		if (entry.outcome === 'pending') entry.outcome = outcome;
	}

	private refusal(error: ApiError, { path }: JournalEntry): Reply {
		const { errorFormat } = this.parts.kernel.switches;
		const { status, headers } = error;
		return { status, headers, body: errorBody(error, errorFormat, path) };
	}

	private checked(operation: ContractOperation, entry: JournalEntry, reply: Reply): Reply {
		if (!this.parts.validateResponses || reply.deviates) return reply;
		const problem = operation.checkResponse(reply.status, reply.body);
		return problem === undefined ? reply : this.violation(entry, problem);
	}

	/** An answer that the real service would not give is a bug of the emulator: fail loudly. */
	private violation(entry: JournalEntry, problem: string): Reply {
		this.parts.violations.push(problem);
		return this.refusal(new ApiError(500, 20500, `Emulator: ${problem}`), entry);
	}

	private send(reply: FastifyReply, entry: JournalEntry, answer: Reply): void {
		const { switches, clock } = this.parts.kernel;
		reply.raw.sendDate = switches.sendDate;
		const headers: Record<string, string> = {
			...(switches.sendDate && { Date: new Date(clock.now()).toUTCString() }),
			'Content-Type': 'application/json;charset=utf-8',
			'Twilio-Request-Id': classicSid('RQ'),
			...answer.headers,
		};
		entry.status = answer.status;
		entry.responseHeaders = headers;
		const text = answer.text ?? JSON.stringify(answer.body);
		void reply.code(answer.status).headers(headers).send(text);
	}
}
