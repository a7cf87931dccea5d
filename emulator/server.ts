/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import Fastify from 'fastify';
import type { FastifyInstance, HTTPMethods } from 'fastify';

import { createAuthenticator } from './auth';
import { Callbacks } from './callbacks';
import { createClock } from './clock';
import { loadContract } from './contract';
import type { ContractOperation } from './contract';
import { registerControl } from './control';
import type { Emulator } from './emulator';
import { FaultInjector } from './faultInjector';
import { Faults } from './faults';
import { HANDLERS } from './handlers';
import { IdempotencyCache } from './idempotency';
import { Journal } from './journal';
import type { Kernel } from './kernel';
import { sweepTimeouts } from './lifecycle';
import { DEFAULT_CREDENTIALS } from './options';
import type { EmulatorOptions } from './options';
import { Pipeline } from './pipeline';
import { RateLimiter } from './rateLimit';
import { seedStore } from './seed';
import { Jobs } from './state/jobs';
import { Store } from './state/store';
import { DEFAULT_SWITCHES } from './switches';
import type { Switches } from './switches';

/**
 * A communication's text may have 8,388,608 characters (Twilio Agent Connect), plus JSON escapes.
 */
const BODY_LIMIT = 32 * 1024 * 1024;
const DEFAULT_JOURNAL_LIMIT = 200_000;
/** How often time-outs and operations are checked while no requests come in. */
const TICK_MS = 1_000;
const METHODS: HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

function createFastify(): FastifyInstance {
	const fastify = Fastify({
		exposeHeadRoutes: false,
		forceCloseConnections: true,
		bodyLimit: BODY_LIMIT,
		routerOptions: { maxParamLength: 1_000 },
		ajv: {
			customOptions: { removeAdditional: false, coerceTypes: false, allowUnionTypes: true },
		},
	});
	// Keep bodies as text: those that are not JSON have to reach the journal and be refused as Twilio
	// does.
	fastify.removeAllContentTypeParsers();
	fastify.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
		done(null, body);
	});
	return fastify;
}

function addRoutes(fastify: FastifyInstance, pipeline: Pipeline, contract: ContractOperation[]) {
	for (const operation of contract) {
		const handler = HANDLERS[operation.operationId];
		if (!handler) throw new Error(`No handler for ${operation.operationId}`);
		const { url } = operation;
		const method = METHODS.filter((candidate) => candidate === operation.method);
		fastify.route({ method, url, handler: pipeline.route(operation, handler) });
	}
	for (const url of new Set(contract.map((operation) => operation.url))) {
		const taken = contract.flatMap((entry) => (entry.url === url ? [entry.method] : []));
		const method = METHODS.filter((candidate) => !taken.includes(candidate));
		fastify.route({ method, url, handler: pipeline.noRoute(405) });
	}
	fastify.setNotFoundHandler(pipeline.noRoute(404));
}

/**
 * Starts a local Conversations v2 with its own state.
 *
 * @param options all optional; see EmulatorOptions and Switches.
 * @throws Error when the port is taken.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	const { port = 0, host = '127.0.0.1', validateResponses = true } = options;
	const credentials = {
		accountSid: options.accountSid ?? DEFAULT_CREDENTIALS.accountSid,
		authToken: options.authToken ?? DEFAULT_CREDENTIALS.authToken,
		apiKeySid: options.apiKeySid ?? DEFAULT_CREDENTIALS.apiKeySid,
		apiKeySecret: options.apiKeySecret ?? DEFAULT_CREDENTIALS.apiKeySecret,
	};
	const atStart: Switches = { ...DEFAULT_SWITCHES, ...options.switches };
	const switches: Switches = { ...atStart };

	const settle = () => {
		kernel.jobs.settleDue();
		sweepTimeouts(kernel);
	};
	const clock = createClock(settle);
	const { now } = clock;
	const journal = new Journal(options.journalLimit ?? DEFAULT_JOURNAL_LIMIT);
	const callbacks = new Callbacks(credentials.authToken, switches, now);
	const kernel: Kernel = {
		accountSid: credentials.accountSid,
		baseUrl: '',
		clock,
		store: new Store(now),
		jobs: new Jobs(now),
		switches,
		callbacks,
	};
	const limiter = new RateLimiter(now);
	const faults = new Faults();
	const injector = new FaultInjector(now);
	const idempotency = new IdempotencyCache(now);
	const violations: string[] = [];
	const authenticate = createAuthenticator(credentials);
	const parts = { kernel, authenticate, limiter, faults, injector, idempotency, journal };
	const pipeline = new Pipeline({ ...parts, violations, validateResponses });

	const fastify = createFastify();
	const tick = setInterval(settle, TICK_MS).unref();
	const emulator: Emulator = {
		...credentials,
		url: '',
		clock,
		journal: journal.entries,
		violations,
		store: kernel.store,
		switches,
		callbacks,
		configure: (changes) => {
			Object.assign(switches, changes);
		},
		failNext: (planned) => faults.failNext(planned),
		seed: (seedOptions) => seedStore(kernel.store, now(), seedOptions),
		reset: () => {
			for (const part of [kernel.store, kernel.jobs, journal, callbacks, limiter, faults])
				part.clear();
			idempotency.clear();
			violations.length = 0;
			clock.reset();
			Object.assign(switches, atStart);
		},
		close: async () => {
			clearInterval(tick);
			await callbacks.close();
			await fastify.close();
		},
	};
	addRoutes(fastify, pipeline, await loadContract());
	registerControl(fastify, emulator);
	const url = await fastify.listen({ port, host });
	kernel.baseUrl = url;
	return Object.assign(emulator, { url });
}
