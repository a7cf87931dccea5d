import { ANSWER_KINDS, FAULT_KINDS } from './faults';
import type { Switches } from './switches';

const OUTCOME = { enum: ['COMPLETED', 'FAILED', 'CANCELLED'] };
const BOOLEAN = { type: 'boolean' };
const COUNT = { type: 'integer', minimum: 0 };
const COUNT_OR_NULL = { type: ['integer', 'null'], minimum: 0 };
const RETRY_AFTER = { type: ['number', 'string', 'null'] };

/** Which requests a fault hits, as the control endpoint takes it: paths by a part of them. */
const MATCH = {
	type: 'object',
	additionalProperties: false,
	properties: {
		method: { type: 'string' },
		path: { type: 'string' },
		operationId: { type: 'string' },
	},
};

const KIND = { enum: FAULT_KINDS };

/** JSON schema of each switch, for the control endpoint. The type checker keeps it complete. */
const SWITCH_SCHEMAS: Record<keyof Switches, object> = {
	latencyMs: COUNT,
	rateLimit: {
		type: ['object', 'null'],
		additionalProperties: false,
		properties: {
			perSecond: { type: 'integer', minimum: 1 },
			concurrent: { type: 'integer', minimum: 1 },
			retryAfter: RETRY_AFTER,
		},
	},
	faults: {
		type: ['object', 'null'],
		additionalProperties: false,
		required: ['rate', 'kinds'],
		properties: {
			rate: { type: 'number', minimum: 0, maximum: 1 },
			kinds: { type: 'array', minItems: 1, items: KIND },
			match: MATCH,
			seed: { type: 'integer' },
		},
	},
	hangMs: COUNT,
	sendDate: BOOLEAN,
	termsAccepted: BOOLEAN,
	errorFormat: { enum: ['documented', 'classic', 'httpStatusCode', 'rfc9457'] },
	listOmitsFields: { anyOf: [BOOLEAN, { type: 'array', items: { type: 'string' } }] },
	ignoreFilters: BOOLEAN,
	overlappingPages: BOOLEAN,
	emptyPages: BOOLEAN,
	listBody: { type: ['object', 'null'] },
	repeatPageToken: BOOLEAN,
	omitListMeta: BOOLEAN,
	closedConversation: {
		type: 'object',
		additionalProperties: false,
		required: ['status', 'code'],
		properties: { status: { enum: [400, 403, 404, 409, 422] }, code: { type: 'integer' } },
	},
	ignoreStatusChanges: BOOLEAN,
	conversationPut: { enum: ['replace', 'merge'] },
	nullStatusCallbacks: { enum: ['clear', 'ignore', 'reject'] },
	snapshotConfiguration: BOOLEAN,
	communicationTouchesConversation: BOOLEAN,
	configurationPatch: { enum: ['supported', 404, 405] },
	maxConfigurations: COUNT_OR_NULL,
	requireHttpsCallbacks: BOOLEAN,
	operationPolls: COUNT_OR_NULL,
	operationMs: COUNT_OR_NULL,
	operationOutcome: OUTCOME,
	operationOutcomes: { type: 'object', additionalProperties: OUTCOME },
	operationShowsRunning: BOOLEAN,
	operationRetryAfter: RETRY_AFTER,
	operationNames: { enum: ['related', 'result', 'nothing'] },
	operationOmitsIdHeader: BOOLEAN,
	operationOmitsLocationHeader: BOOLEAN,
	actionPolls: COUNT_OR_NULL,
	actionMs: COUNT_OR_NULL,
	actionOutcome: { enum: ['COMPLETED', 'FAILED'] },
	actionFailureReason: { type: 'string' },
	callbacks: BOOLEAN,
	callbackDuplicates: COUNT,
	callbackDelayMs: COUNT,
	callbackReorder: BOOLEAN,
	callbackForgery: {
		enum: ['none', 'wrongToken', 'tamperedBody', 'missingSignature', 'missingHash'],
	},
};

export const SWITCHES_SCHEMA = {
	type: 'object',
	additionalProperties: false,
	properties: SWITCH_SCHEMAS,
};

export const PLANNED_FAULTS_SCHEMA = {
	type: 'array',
	items: {
		type: 'object',
		additionalProperties: false,
		required: ['kind'],
		properties: {
			kind: { enum: [...FAULT_KINDS, ...ANSWER_KINDS] },
			match: MATCH,
			times: { type: 'integer', minimum: 1 },
			skip: COUNT,
			retryAfter: { type: ['number', 'string'] },
			answer: {
				type: 'object',
				additionalProperties: false,
				required: ['status'],
				properties: {
					status: { type: 'integer', minimum: 200, maximum: 599 },
					headers: { type: 'object', additionalProperties: { type: 'string' } },
					body: {},
				},
			},
		},
	},
};
