import type { IDataObject } from 'n8n-workflow';

import { checkShape } from '../../../nodes/api/answers/answerShape';
import type { Endpoint } from '../../../nodes/api/endpoint';
import { errorFor } from '../../../nodes/api/answers/errors';
import type { Outcome } from '../../../nodes/api/answers/outcome';
import { resources } from '../../../nodes/TwilioConversations/resources';
import { NODE } from '../../support/node';
import { GET_ONE } from './failures';

/** Every endpoint in the table of operations, once. */
const endpoints = [
	...new Map(
		resources
			.flatMap(({ operations }) => operations.map(({ endpoint }) => endpoint))
			.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint]),
	),
];

const URL = 'https://conversations.twilio.com/v2/ControlPlane/Operations/proc_job_1';
const accepted = { statusUrl: URL };
const one = { id: 'x' };
const list = (key: string, records: IDataObject[] = [one]) => ({
	[key]: records,
	meta: { key, pageSize: 50 },
});

/**
 * What Twilio's OpenAPI document promises (emulator/openapi), and the name of what is missing
 * otherwise.
 */
const PROMISES: Record<string, [IDataObject, string]> = {
	'POST /v2/Conversations': [one, 'a conversation'],
	'GET /v2/Conversations': [list('conversations'), 'a list of conversations'],
	'GET /v2/Conversations/{conversationId}': [one, 'a conversation'],
	'PUT /v2/Conversations/{conversationId}': [one, 'a conversation'],
	'PATCH /v2/Conversations/{conversationId}': [one, 'a conversation'],
	'DELETE /v2/Conversations/{conversationId}': [accepted, 'an operation'],
	'POST /v2/Conversations/{conversationId}/Participants': [one, 'a participant'],
	'GET /v2/Conversations/{conversationId}/Participants': [
		list('participants'),
		'a list of participants',
	],
	'GET /v2/Conversations/{conversationId}/Participants/{participantId}': [one, 'a participant'],
	'PUT /v2/Conversations/{conversationId}/Participants/{participantId}': [one, 'a participant'],
	'POST /v2/Conversations/{conversationId}/Communications': [one, 'a communication'],
	'GET /v2/Conversations/{conversationId}/Communications': [
		list('communications'),
		'a list of communications',
	],
	'GET /v2/Conversations/{conversationId}/Communications/{communicationId}': [
		one,
		'a communication',
	],
	'POST /v2/Conversations/{conversationId}/Actions': [one, 'an action'],
	'GET /v2/Conversations/{conversationId}/Actions/{actionId}': [one, 'an action'],
	'POST /v2/ControlPlane/Configurations': [accepted, 'an operation'],
	'GET /v2/ControlPlane/Configurations': [
		list('configurations', [{ id: 'conv_configuration_1' }]),
		'a list of configurations',
	],
	'GET /v2/ControlPlane/Configurations/{configurationId}': [one, 'a configuration'],
	'PUT /v2/ControlPlane/Configurations/{configurationId}': [accepted, 'an operation'],
	'PATCH /v2/ControlPlane/Configurations/{configurationId}': [accepted, 'an operation'],
	'DELETE /v2/ControlPlane/Configurations/{configurationId}': [accepted, 'an operation'],
	'GET /v2/ControlPlane/Operations/{operationId}': [{ operationId: 'x' }, 'an operation'],
};

const done = (body: IDataObject, headers = {}, status = 200): Outcome => ({
	kind: 'done',
	answer: { status, headers, body },
});

/** Answers of other servers. */
const FOREIGN: IDataObject[] = [
	{},
	{ ok: true },
	{ code: 20404, message: 'Not found' },
	{ id: '' },
	{ id: 7 },
	{ id: null },
	{ data: [] },
	{ errors: [] },
	{ meta: { key: 'conversations' } },
	{ statusUrl: null },
	{ statusUrl: 7 },
	{ conversations: null, participants: null, communications: null, configurations: null },
	{ conversations: [{}], participants: [{}], communications: [{}], configurations: [{}] },
	{ conversations: ['x'], participants: ['x'], communications: ['x'], configurations: ['x'] },
];

it('has a promise for every endpoint', () => {
	expect(Object.keys(PROMISES).sort()).toEqual(endpoints.map(([name]) => name).sort());
});

describe.each(endpoints)('%s', (name: string, endpoint: Endpoint) => {
	const [body, what] = PROMISES[name];

	it('accepts what Twilio promises', () => {
		expect(checkShape(endpoint, done(body)).kind).toBe('done');
	});

	it.each(FOREIGN)('accepts nothing else: %j', (other) => {
		const outcome = checkShape(endpoint, done(other));
		if (outcome.kind !== 'foreign') throw new Error('it was taken for an answer of Twilio');
		const { method } = endpoint;
		const error = errorFor(NODE, { ...GET_ONE, method, repeatable: false }, outcome);
		expect(error.message).toBe(
			`conversations.twilio.com answered with something that is not ${what}`,
		);
		expect(error.description).toContain("Check 'Base URL' in the credential.");
		expect(error.context.mayHaveRun).toBe(method !== 'GET');
	});
});

it('knows a list by its name where Twilio leaves meta out, and where it calls it otherwise', () => {
	const endpoint: Endpoint = { method: 'GET', path: '/v2/Conversations' };
	expect(checkShape(endpoint, done({ conversations: [] })).kind).toBe('done');
	expect(checkShape(endpoint, done(list('items', []))).kind).toBe('done');
});

it.each([{ 'operation-id': 'proc_job_1' }, { location: URL }])(
	'knows an operation by a header alone: %j',
	(headers) => {
		const endpoint: Endpoint = { method: 'DELETE', path: '/v2/Conversations/{conversationId}' };
		expect(checkShape(endpoint, done({}, headers, 202)).kind).toBe('done');
	},
);

it("repeats what a gateway says for a refusal's reason", () => {
	const endpoint: Endpoint = { method: 'GET', path: '/v2/Conversations' };
	const outcome = checkShape(endpoint, done({ code: 20404, message: 'No such app' }));
	if (outcome.kind === 'done') throw new Error('a failure is needed here');
	expect(errorFor(NODE, GET_ONE, outcome).description).toContain('It said: "No such app".');
});
