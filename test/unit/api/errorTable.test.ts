import type { INodeParameters } from 'n8n-workflow';

import { errorFor } from '../../../nodes/api/answers/errors';
import { type Failure, readFailure } from '../../../nodes/api/answers/outcome';
import type { FaultKind, PlannedFault } from '../../../emulator';
import { runNode, type RunNodeOptions } from '../../support/engine';
import { credentialsFor, useSideBySide } from '../../support/useEmulator';
import { useTrigger } from '../../support/useTrigger';
import { NODE } from '../../support/node';
import { classic, CREATE, GET_ONE, refused } from './failures';
import { withoutJitter } from '../../support/withoutJitter';

// The times between two looks at Twilio are what takes time here.
jest.mock('n8n-workflow', () =>
	jest
		.requireActual<typeof import('../../support/shortWaits')>('../../support/shortWaits')
		.withShortWaits(),
);

const service = useTrigger();

// Retry delays are a random share of a maximum; with a share of 0 nothing waits.
withoutJitter();

type Shown = Error & { description?: string | null };

/** Runs the action node in n8n's engine. @returns the error that the user sees */
async function shownBy(
	resource: string,
	operation: string,
	parameters: INodeParameters = {},
	how: Partial<RunNodeOptions> = {},
): Promise<Shown | undefined> {
	const { error } = await runNode({
		credentials: credentialsFor(service.emulator),
		...how,
		parameters: { resource, operation, ...parameters },
	});
	return error;
}

const addConversation = (name?: string) => {
	const { store } = service.emulator;
	return store.addConversation({ configurationId: store.addConfiguration().id, name });
};

const afterFault = async (kind: FaultKind, operation: 'create' | 'getAll', fault = {}) => {
	const planned: PlannedFault = { kind, ...fault };
	service.emulator.failNext([planned]);
	const configurationId = service.emulator.store.addConfiguration().id;
	return await shownBy(
		'conversation',
		operation,
		operation === 'create' ? { configurationId, participants: {} } : {},
	);
};

/** Begins with the file, since the node waits for seconds before it gives up. */
const afterMany429s = useSideBySide(['getAll'], async (at, operation) => {
	at.emulator.failNext([{ kind: '429', retryAfter: 0, times: 100 }]);
	return (await at.run('conversation', operation, {})).error;
});

const afterOperation = async (outcome: 'FAILED' | 'CANCELLED' | null) => {
	service.emulator.configure(
		outcome === null ? { operationPolls: null, operationMs: null } : { operationOutcome: outcome },
	);
	const { id } = addConversation();
	return await shownBy('conversation', 'delete', {
		conversationId: id,
		options: { maxWait: 1 },
	});
};

const activation = async (parameters: INodeParameters, credential = {}) => {
	const trigger = await service.trigger(parameters, credential);
	return await trigger.activate().then(
		() => undefined,
		(error: Shown) => error,
	);
};

const onConfiguration = (configurationId: string, options = {}) => ({
	listenOn: 'configuration',
	configurationId: { __rl: true, mode: 'id', value: configurationId },
	...(Object.keys(options).length > 0 && { options }),
});

const failed = (outcome: Failure, subject = GET_ONE): Shown => errorFor(NODE, subject, outcome);

/** An error as n8n's HTTP helper throws it. */
const thrown = (code: string, message = code): Failure => {
	const outcome = readFailure(Object.assign(new Error(message), { code }));
	if (outcome.kind === 'done') throw new Error('a failure is needed here');
	return outcome;
};

/** A cause and the resulting text, with ids and addresses replaced by `steady`. */
interface Row {
	readonly cause: string;
	readonly provoke: () => Promise<Shown | undefined> | Shown;
	readonly message: string;
	readonly description: string;
}

const rows: Row[] = [
	{
		cause: 'a required field is empty',
		provoke: async () => await shownBy('conversation', 'get', { conversationId: "={{ '' }}" }),
		message: "'Conversation' is empty",
		description: 'Nothing was sent. Choose from the list, or enter the ID.',
	},
	{
		cause: 'a required ID is empty that there is no list of',
		provoke: async () => await shownBy('operation', 'get', { operationId: "={{ '' }}" }),
		message: "'Operation ID' is empty",
		description: 'Nothing was sent. Enter the ID.',
	},
	{
		cause: 'an ID is a whole URL',
		provoke: async () =>
			await shownBy('conversation', 'get', { conversationId: 'https://x.example/conv_1' }),
		message: `'Conversation' is no ID: "https://x.example/conv_1"`,
		description: 'Nothing was sent. Enter the ID alone, without spaces, slashes or question marks.',
	},
	{
		cause: 'a number is out of range',
		provoke: async () => await shownBy('conversation', 'getAll', { limit: 0 }),
		message: "'Limit' must be at least 1",
		description: 'Nothing was sent. Correct the value.',
	},
	{
		cause: 'JSON is not valid',
		provoke: async () =>
			await shownBy('conversation', 'create', {
				configurationId: 'conv_configuration_1',
				...{ participants: {}, defineUsing: 'json', additionalFields: { metadataJson: '{' } },
			}),
		message: "'Additional Fields > Metadata (JSON)' is not valid JSON",
		description: 'Nothing was sent. Check quotes, commas and brackets.',
	},
	{
		cause: 'a clean-up without an age or a customer',
		provoke: async () => await shownBy('conversation', 'cleanUp', { cleanUpFilters: {} }),
		message: "'Filters' has no age and no customer in it",
		description:
			"Nothing was sent. Add 'Idle For', 'Created Before' or 'Updated Before', so that conversations in use are left alone; or 'Participant Address' or 'Participant Profile ID' for all conversations of one customer.",
	},
	{
		cause: 'the address in the credential is no base URL',
		provoke: async () =>
			await shownBy(
				'conversation',
				'getAll',
				{},
				{ credentials: credentialsFor(service.emulator, { baseUrl: 'twilio.com' }) },
			),
		message: "'Base URL' in the credential is not a usable address",
		description:
			'Enter scheme and host only, e.g. https://conversations.twilio.com, without path, user or query.',
	},
	{
		cause: '401: wrong token',
		provoke: async () =>
			await shownBy(
				'conversation',
				'getAll',
				{},
				{ credentials: credentialsFor(service.emulator, { authToken: 'wrong' }) },
			),
		message: 'Twilio did not accept the credential',
		description: `Check 'Account SID' and 'Auth Token', or 'API Key SID' and 'API Key Secret', in the credential. Twilio said: "Authentication Error - invalid username". (HTTP 401, Twilio code 20003, request RQ)`,
	},
	{
		cause: '401: the terms are not accepted',
		provoke: async () => {
			service.emulator.configure({ termsAccepted: false });
			return await shownBy('conversation', 'getAll');
		},
		message: 'The terms of Conversation Orchestrator have not been accepted for this account',
		description:
			'The credential is fine. An owner of the account has to accept the Predictive and Generative AI/ML terms in the Twilio Console. Twilio said: "Terms of service have not been accepted". (HTTP 401, Twilio code 20003, request RQ)',
	},
	{
		cause: '403: the key may not',
		provoke: () => failed(refused(403, classic('Forbidden', 20403))),
		message: 'This credential is not allowed to use the conversation "conv_1"',
		description:
			'Give the API key the permission for Conversations, or use a key or token of the right account. Twilio said: "Forbidden". (HTTP 403, Twilio code 20403)',
	},
	{
		cause: '404: the record is gone',
		provoke: async () => await shownBy('conversation', 'get', { conversationId: 'conv_1' }),
		message: 'The conversation "conv_1" was not found',
		description:
			'It may have been deleted, or belong to another account than the credential. Check the ID. (HTTP 404, Twilio code 20404, request RQ)',
	},
	{
		cause: '404: what a new record refers to is not there',
		provoke: async () =>
			await shownBy('conversation', 'create', {
				configurationId: 'conv_configuration_1',
				participants: {},
			}),
		message:
			'Twilio did not find what this refers to: The requested resource /v2/ControlPlane/Configurations/conv_configuration_1 was not found',
		description:
			'Check that the IDs belong to the account of the credential. (HTTP 404, Twilio code 20404, request RQ)',
	},
	{
		cause: '409: the same participants have an open conversation',
		provoke: async () => {
			const addresses = [{ channel: 'SMS' as const, address: '+15017122661' }];
			const { store } = service.emulator;
			const { id: configurationId } = store.addConfiguration();
			store.addConversation({ configurationId, participants: [{ addresses }] });
			return await shownBy('conversation', 'create', {
				configurationId,
				defineUsing: 'json',
				participantsJson: JSON.stringify([{ addresses }]),
			});
		},
		message: 'These participants already have an open conversation: "ID"',
		description:
			"Nothing was created. To go on with that one, set 'If It Already Exists' to 'Return Existing'; to begin a new one, close it first.",
	},
	{
		cause: '409: it is being deleted',
		provoke: async () => {
			service.emulator.configure({ operationPolls: null, operationMs: null });
			const { id } = addConversation();
			const parameters = { conversationId: id, options: { waitForCompletion: false } };
			await shownBy('conversation', 'delete', parameters, { executionId: '1' });
			return await shownBy('conversation', 'delete', parameters, { executionId: '2' });
		},
		message:
			'Twilio reports a conflict on the conversation "ID": Conversation ID is already being deleted',
		description:
			'Something else already uses this, or is changing it right now. Wait a moment and try again, or look at it in Twilio. (HTTP 409, Twilio code 409, request RQ)',
	},
	{
		cause: '400: a change of a closed conversation',
		provoke: async () => {
			const conversation = addConversation();
			conversation.status = 'CLOSED';
			return await shownBy('conversation', 'patch', {
				conversationId: conversation.id,
				updateFields: { name: 'New' },
			});
		},
		message: 'The conversation "ID" is closed and cannot be changed',
		description: 'Closed is final at Twilio: create a new conversation instead. (HTTP 400)',
	},
	{
		cause: '400 with a field',
		provoke: () =>
			failed(
				refused(400, {
					title: 'Bad Request',
					detail: 'Validation failed.',
					status: 400,
					code: 20001,
					errors: [{ detail: 'must be E.164', pointer: '/participants/0/addresses/0/address' }],
				}),
				CREATE,
			),
		message: 'Twilio rejected the request: Validation failed; must be E.164',
		description:
			'Nothing was changed. Correct the values and try again. Fields: participants 1 > addresses 1 > address. (HTTP 400, Twilio code 20001)',
	},
	{
		cause: '429 for ever',
		provoke: async () => await afterMany429s('getAll'),
		message: 'HOST takes no more requests at the moment',
		description:
			'Nothing was done. Run fewer executions at once, or try again later. Twilio said: "Too Many Requests". (HTTP 429, Twilio code 20429, request RQ, 8 attempts)',
	},
	{
		cause: '500 for ever, on a list',
		provoke: async () => await afterFault('500', 'getAll', { times: 100 }),
		message: 'HOST could not process the request',
		description:
			'Try again in a moment; running it again is safe. Twilio said: "Injected server error". (HTTP 500, Twilio code 20500, request RQ, 8 attempts)',
	},
	{
		cause: '500 after a create',
		provoke: async () => await afterFault('500-after', 'create'),
		message: 'HOST could not process the request',
		description:
			'Twilio may or may not have carried it out, so it was not repeated. Check in Twilio before you run it again. Twilio said: "Injected server error". (HTTP 500, Twilio code 20500, request RQ)',
	},
	{
		cause: 'a reset after a create',
		provoke: async () => await afterFault('reset-after', 'create'),
		message: 'The connection to HOST was lost before an answer came',
		description:
			'Twilio may or may not have carried it out, so it was not repeated. Check in Twilio before you run it again. (network code ECONNRESET)',
	},
	{
		cause: 'a time-out of a create',
		provoke: () => failed(thrown('ECONNABORTED', 'timeout of 30000ms exceeded'), CREATE),
		message: 'The connection to conversations.twilio.com was lost before an answer came',
		description:
			'Twilio may or may not have carried it out, so it was not repeated. Check in Twilio before you run it again. (network code ECONNABORTED)',
	},
	{
		cause: 'HTML of a proxy, as a success',
		provoke: async () => await afterFault('html-200', 'create'),
		message: 'HOST gave an answer that cannot be read',
		description:
			"It is not JSON: it was cut off, or it is not Twilio that answers there. Twilio may or may not have carried it out, so it was not repeated. Check in Twilio before you run it again. Check 'Base URL' in the credential. (HTTP 200, request RQ)",
	},
	{
		cause: 'HTML of a proxy, as a refusal',
		provoke: async () => await afterFault('html', 'create'),
		message: 'HOST could not process the request',
		description:
			'Twilio may or may not have carried it out, so it was not repeated. Check in Twilio before you run it again. (HTTP 502, request RQ)',
	},
	{
		cause: 'an answer that is cut off',
		provoke: async () => await afterFault('truncated', 'create'),
		message: 'HOST gave an answer that cannot be read',
		description:
			"It is not JSON: it was cut off, or it is not Twilio that answers there. Twilio may or may not have carried it out, so it was not repeated. Check in Twilio before you run it again. Check 'Base URL' in the credential. (HTTP 201, request RQ)",
	},
	{
		cause: 'an empty answer',
		provoke: async () => await afterFault('empty', 'create'),
		message: 'HOST gave an answer that cannot be read',
		description:
			"It is not JSON: it was cut off, or it is not Twilio that answers there. Twilio may or may not have carried it out, so it was not repeated. Check in Twilio before you run it again. Check 'Base URL' in the credential. (HTTP 201, request RQ)",
	},
	{
		cause: 'nothing listens at the address',
		provoke: async () =>
			await shownBy(
				'conversation',
				'getAll',
				{},
				// Port 9 (discard) of this machine: the refusal is immediate.
				{ credentials: credentialsFor(service.emulator, { baseUrl: 'http://127.0.0.1:9' }) },
			),
		message: 'No connection to 127.0.0.1:9',
		description:
			"Nothing was sent. Check 'Base URL' in the credential, and the network or proxy of this n8n. (network code ECONNREFUSED, 8 attempts)",
	},
	{
		cause: 'a host that is not there',
		provoke: () => failed(thrown('ENOTFOUND')),
		message: 'No connection to conversations.twilio.com',
		description:
			"Nothing was sent. Check 'Base URL' in the credential, and the network or proxy of this n8n. (network code ENOTFOUND)",
	},
	{
		cause: 'a certificate that is not trusted',
		provoke: () =>
			failed(thrown('SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain')),
		message: 'The request to conversations.twilio.com could not be sent',
		description: `The certificate of conversations.twilio.com was not accepted. n8n reports: "self-signed certificate in certificate chain". Check 'Base URL' in the credential, and the network settings of this n8n.`,
	},
	{
		cause: 'an address that n8n does not allow',
		provoke: () => failed({ kind: 'blocked', reason: 'The address is not allowed.' }),
		message: 'The request to conversations.twilio.com could not be sent',
		description: `n8n reports: "The address is not allowed". Check 'Base URL' in the credential, and the network settings of this n8n.`,
	},
	{
		cause: 'an operation that FAILED',
		provoke: async () => await afterOperation('FAILED'),
		message:
			'The operation "ID" on "ID" could not be completed at Twilio: The operation ended as FAILED',
		description:
			'Twilio gave up on it; nothing is pending. Correct the reason, then run the step that asked for it again.',
	},
	{
		cause: 'an operation that was CANCELLED',
		provoke: async () => await afterOperation('CANCELLED'),
		message: 'The operation "ID" on "ID" was cancelled at Twilio',
		description:
			'It was cancelled at Twilio, and nothing is pending. Run it again if it is still wanted.',
	},
	{
		cause: 'an idempotency key that was used for another record',
		provoke: async () => {
			const uuid = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
			const options = { idempotencyKey: uuid };
			const [first, second] = [addConversation().id, addConversation().id];
			await shownBy('conversation', 'delete', { conversationId: first, options });
			return await shownBy('conversation', 'delete', { conversationId: second, options });
		},
		message: 'The idempotency key was used for another record before, "ID": nothing was done',
		description:
			"Twilio repeats its first answer to a key for 24 hours. Enter another 'Idempotency Key', one for each record, or leave it empty.",
	},
	{
		cause: 'the wait is over',
		provoke: async () => await afterOperation(null),
		message: 'The operation "ID" is not finished after 1 second',
		description:
			"It goes on at Twilio. To wait longer, choose the resource 'Background Operation', the operation 'Wait for Completion', and enter this ID. More than a few minutes is unusual: Twilio support can look it up by the ID.",
	},
	{
		cause: 'a message that could not be sent',
		provoke: async () => {
			service.emulator.configure({ actionOutcome: 'FAILED', actionPolls: 0 });
			const { store } = service.emulator;
			const conversation = store.addConversation({
				configurationId: store.addConfiguration().id,
				participants: ['+15017122661', '+15017122662'].map((address) => ({
					addresses: [{ channel: 'SMS' as const, address }],
				})),
			});
			const [from, to] = conversation.participants.map(({ id }) => id);
			return await shownBy('action', 'sendMessage', {
				conversationId: conversation.id,
				from: { participantId: from },
				to: { values: [{ participantId: to }] },
				text: 'Hello',
			});
		},
		message: 'Twilio could not send the message: The downstream service did not accept the message',
		description:
			'The action "ID" on the conversation "ID" failed; nothing is pending. Correct the reason and send it again.',
	},
	{
		cause: 'a clean-up with failures',
		provoke: async () => {
			service.emulator.configure({ operationOutcome: 'FAILED' });
			const { store } = service.emulator;
			const configurationId = store.addConfiguration().id;
			store.addConversation({ configurationId, updatedAt: Date.UTC(2020, 0) });
			return await shownBy('conversation', 'cleanUp', {
				cleanUpAction: 'delete',
				dryRun: false,
				options: { failAtEnd: true },
			});
		},
		message: '1 of 1 conversations could not be cleaned up',
		description:
			'Done: 0. Failed: 1, most often: The operation "…" on "…" could not be completed at Twilio: The operation ended as FAILED. The details hold the whole report.',
	},
	{
		cause: 'a trigger with a key and no token to check signatures with',
		provoke: async () => {
			const { apiKeySid, apiKeySecret, store } = service.emulator;
			const { id } = store.addConfiguration();
			const key = { authType: 'apiKey', apiKeySid, apiKeySecret, authToken: '' };
			return await activation(onConfiguration(id), key);
		},
		message: 'The credential has no Auth Token, which is needed to check where events come from',
		description:
			"Twilio signs what it sends with the Auth Token of the account, not with the API key. Enter it in the credential under 'Auth Token (for Webhook Signatures)', or switch 'Verify Signature' off in the options if you know what that means.",
	},
	{
		cause: 'a trigger without room for its callback',
		provoke: async () => {
			const { id } = service.emulator.store.addConfiguration({
				displayName: 'Support',
				statusCallbacks: ['https://a.example/cb', 'https://b.example/cb'].map((url) => ({ url })),
			});
			return await activation(onConfiguration(id));
		},
		message: '"Support" already has 2 status callbacks: https://a.example/cb, https://b.example/cb',
		description: 'Remove one in Twilio, or choose another configuration.',
	},
	{
		cause: 'a trigger that Twilio cannot reach',
		provoke: async () => {
			const { id } = service.emulator.store.addConfiguration();
			return await activation(onConfiguration(id, { allowPrivateUrl: false }), {
				instanceUrl: 'http://localhost:5678',
			});
		},
		message:
			'Twilio cannot reach the URL of this trigger: http://localhost:5678/webhook/workflow3/webhook',
		description:
			"Twilio calls only public addresses that begin with https. This one is only known to this network. Set WEBHOOK_URL of n8n to its public address. To register the URL all the same, e.g. for a local emulator, turn on 'Accept Private URL' in the options.",
	},
	{
		cause: 'a trigger on a conversation that is closed',
		provoke: async () => {
			const conversation = addConversation();
			conversation.status = 'CLOSED';
			return await activation({
				listenOn: 'conversation',
				conversationId: { __rl: true, mode: 'id', value: conversation.id },
			});
		},
		message: 'The conversation "ID" is closed or deleted, so no events come from it',
		description: "Choose another one under 'Conversation', or listen on a configuration.",
	},
	{
		cause: 'a trigger for which nothing was chosen',
		provoke: async () => await activation(onConfiguration('')),
		message: "'Configuration' is empty",
		description: 'Choose from the list, or enter the ID.',
	},
	{
		cause: 'a trigger on what is no ID',
		provoke: async () => await activation(onConfiguration('https://x.example/1')),
		message: `'Configuration' is no ID: "https://x.example/1"`,
		description: 'Enter the ID alone, without spaces, slashes or question marks.',
	},
];

/** Replaces what differs from run to run. */
const steady = (text: string) =>
	text
		.replace(/\b[a-z]+(_[a-z]+)+_[0-9a-z]{20,}\b/g, 'ID')
		.replace(/\bRQ[0-9a-f]+\b/g, 'RQ')
		.replace(/127\.0\.0\.1:\d{2,}/g, 'HOST');

/**
 * Words that n8n's UX guidelines advise against, because they do not say what to do; and traces of
 * missing values.
 */
const TABOO = /\b(error|problem|failure|mistake|undefined|null|NaN|\[object)\b/i;

describe('what the user reads', () => {
	it.each(rows.map((row) => [row.cause, row] as const))('%s', async (_cause, row) => {
		const error = await row.provoke();
		const shown = [error?.message, error?.description].map((text) => text && steady(text));
		// n8n shows only the message of an error from a trigger, so it has to hold the description as
		// well.
		const isOfTrigger = row.cause.startsWith('a trigger');
		expect(shown).toEqual(
			isOfTrigger
				? [`${row.message}. ${row.description}`, undefined]
				: [row.message, row.description],
		);
	});

	it.each(rows)('says what happened and what to do, in plain words: $cause', (row) => {
		// Twilio's own words, in quotes or after a colon, are not ours to choose.
		const [message] = row.message.split(': ');
		const description = row.description.replace(/"[^"]*"/g, '');
		expect(`${message} ${description}`).not.toMatch(TABOO);
		expect(message).not.toMatch(/\.$|\b(HTTP|E[A-Z]{4,}|[45]\d\d)\b/);
		expect(row.description).toMatch(/[.)]$/);
	});
});
