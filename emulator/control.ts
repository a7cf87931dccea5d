import type { FastifyInstance } from 'fastify';

import type { Emulator } from './emulator';
import type { PlannedFault } from './faults';
import type { SeedOptions } from './seed';
import { PLANNED_FAULTS_SCHEMA, SWITCHES_SCHEMA } from './switchSchema';
import type { Switches } from './switches';

const COUNT = { type: 'integer', minimum: 0 };

const SEED_SCHEMA = {
	type: 'object',
	additionalProperties: false,
	properties: {
		conversations: COUNT,
		configurations: { type: 'integer', minimum: 1 },
		seed: { type: 'integer' },
		maxAgeDays: { type: 'number', minimum: 0 },
		participants: COUNT,
		statuses: {
			type: 'object',
			additionalProperties: false,
			properties: {
				ACTIVE: { type: 'number' },
				INACTIVE: { type: 'number' },
				CLOSED: { type: 'number' },
			},
		},
		statusCallbacks: {
			type: 'array',
			items: {
				type: 'object',
				required: ['url'],
				properties: { url: { type: 'string' }, method: { enum: ['POST', 'GET'] } },
			},
		},
	},
};

const CLOCK_SCHEMA = {
	type: 'object',
	additionalProperties: false,
	properties: {
		set: { type: ['string', 'number'] },
		advanceMs: { type: 'number' },
		frozen: { type: 'boolean' },
	},
};

const LOOPBACK = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];

/**
 * Exposes over HTTP what tests call in process:
 * `/__control/{switches,faults,journal,seed,reset,clock, callbacks}`. Needs no Twilio credentials
 * and answers to this machine only.
 */
export function registerControl(fastify: FastifyInstance, emulator: Emulator): void {
	void fastify.register(
		(control, _options, done) => {
			control.removeAllContentTypeParsers();
			const parser = control.getDefaultJsonParser('error', 'error');
			control.addContentTypeParser('application/json', { parseAs: 'string' }, parser);
			control.addHook('onRequest', async (request, reply) => {
				if (LOOPBACK.includes(request.socket.remoteAddress ?? '')) return;
				await reply.code(403).send({ message: 'Only from this machine' });
			});
			control.setSchemaErrorFormatter((errors) => {
				const problems = errors.map(({ instancePath, message, params }) =>
					[instancePath, message, params.additionalProperty].filter(Boolean).join(' '),
				);
				return new Error(problems.join('; '));
			});
			addRoutes(control, emulator);
			done();
		},
		{ prefix: '/__control' },
	);
}

function addRoutes(control: FastifyInstance, emulator: Emulator): void {
	const { clock, callbacks, journal, store } = emulator;

	control.get('/', () => ({
		url: emulator.url,
		accountSid: emulator.accountSid,
		authToken: emulator.authToken,
		now: new Date(clock.now()).toISOString(),
		configurations: store.configurations.size,
		conversations: store.conversations.size,
		requests: journal.length,
		violations: emulator.violations,
	}));

	control.get('/switches', () => emulator.switches);
	control.patch<{ Body: Partial<Switches> }>(
		'/switches',
		{ schema: { body: SWITCHES_SCHEMA } },
		({ body }) => {
			emulator.configure(body);
			return emulator.switches;
		},
	);
	control.post<{ Body: PlannedFault[] }>(
		'/faults',
		{ schema: { body: PLANNED_FAULTS_SCHEMA } },
		({ body }) => {
			emulator.failNext(body);
			return { queued: body.length };
		},
	);

	control.get('/journal', () => journal);
	control.delete('/journal', () => {
		journal.length = 0;
		return { requests: 0 };
	});

	control.post<{ Body: SeedOptions }>('/seed', { schema: { body: SEED_SCHEMA } }, ({ body }) =>
		emulator.seed(body),
	);
	control.post('/reset', () => {
		emulator.reset();
		return { conversations: store.conversations.size };
	});

	control.post<{ Body: { set?: string | number; advanceMs?: number; frozen?: boolean } }>(
		'/clock',
		{ schema: { body: CLOCK_SCHEMA } },
		({ body }) => {
			if (body.frozen === true) clock.freeze();
			if (body.frozen === false) clock.resume();
			if (body.set !== undefined) clock.set(body.set);
			if (body.advanceMs !== undefined) clock.advance(body.advanceMs);
			return { now: new Date(clock.now()).toISOString() };
		},
	);

	/** Waits for deliveries in flight. */
	control.get('/callbacks', async () => {
		await callbacks.idle();
		return callbacks.delivered;
	});
	control.delete('/callbacks', () => {
		callbacks.delivered.length = 0;
		return { delivered: 0 };
	});
}
