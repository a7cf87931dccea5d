/** A JSON object of the OpenAPI document: a schema, a path item, a response. */
export type Json = Record<string, unknown>;

/** One gap in the extracted document: where it is, what to add, and the source. */
export interface Addition {
	/** The public source of the fact. */
	source: string;
	/** Changes the document in place. */
	apply: (document: DocumentEditor) => void;
}

/** Ways to point at the parts of the document that additions change. */
export interface DocumentEditor {
	/** Schema of a JSON request body. */
	requestBody(method: string, path: string): Json;
	/** Path item operation. */
	operation(method: string, path: string): Json;
	/** Every operation of the document. */
	operations(): Json[];
	/** Every object schema that requires exactly these members (order does not matter). */
	schemasRequiring(...members: string[]): Json[];
	/** Every schema that has all of these properties. */
	schemasWith(...properties: string[]): Json[];
	/** A named schema of the components. */
	component(name: string): Json;
}

/** `properties` of an object schema. */
function propertiesOf(schema: Json): Json {
	const { properties } = schema;
	if (properties === null || typeof properties !== 'object') throw new Error('no properties');
	return properties as Json;
}

/** A schema reached from another one by member names. */
export function at(schema: Json, ...members: string[]): Json {
	let current: unknown = schema;
	for (const member of members) {
		if (current === null || typeof current !== 'object') throw new Error(`no ${member}`);
		current = (current as Json)[member];
	}
	if (current === null || typeof current !== 'object') throw new Error(`no ${members.join('.')}`);
	return current as Json;
}

const CONVERSATIONS = '/v2/Conversations';
const CONVERSATION = '/v2/Conversations/{id}';
const PARTICIPANTS = '/v2/Conversations/{ConversationId}/Participants';
const PARTICIPANT = '/v2/Conversations/{ConversationId}/Participants/{id}';
const COMMUNICATIONS = '/v2/Conversations/{ConversationId}/Communications';
const ACTIONS = '/v2/Conversations/{ConversationId}/Actions';
const CONFIGURATION = '/v2/ControlPlane/Configurations/{id}';

const METADATA_KEY = '^[A-Za-z0-9._-]{1,128}$';
const METADATA = {
	type: 'object',
	maxProperties: 8,
	propertyNames: { pattern: METADATA_KEY },
	additionalProperties: { type: 'string', maxLength: 512 },
};

/** No maxProperties: the limit of 8 applies after the merge. */
const METADATA_PATCH = {
	type: 'object',
	propertyNames: { pattern: METADATA_KEY },
	additionalProperties: { type: 'string', nullable: true, maxLength: 512 },
};

const IDS = { type: 'array', items: { type: 'string' } };

/** Twilio's three error bodies: classic, the httpStatusCode form, RFC 9457. */
const ERROR_BODY = {
	anyOf: [
		{
			type: 'object',
			required: ['code', 'message', 'more_info', 'status'],
			properties: {
				code: { type: 'integer' },
				message: { type: 'string' },
				more_info: { type: 'string' },
				status: { type: 'integer' },
			},
		},
		{
			type: 'object',
			required: ['code', 'httpStatusCode', 'message', 'userError'],
			properties: {
				code: { type: 'integer' },
				httpStatusCode: { type: 'integer' },
				message: { type: 'string' },
				userError: { type: 'boolean' },
				params: { type: 'object', additionalProperties: true },
			},
		},
		{
			type: 'object',
			required: ['type', 'title', 'status', 'code'],
			properties: {
				type: { type: 'string', format: 'uri' },
				title: { type: 'string' },
				status: { type: 'integer' },
				code: { type: 'integer' },
				detail: { type: 'string' },
				instance: { type: 'string' },
				errors: { type: 'array', items: { type: 'object', additionalProperties: true } },
			},
		},
	],
};

function declareErrors(operation: Json, statuses: number[]): void {
	const responses = at(operation, 'responses');
	for (const status of statuses) {
		responses[String(status)] ??= { content: { 'application/json': { schema: {} } } };
	}
}

/**
 * What Twilio's SDK 6.2 and its newer documentation have and the document of
 * `@twilio/cli-core@9.0.0` lacks. Maintained by hand; applied at load time by `document.ts`.
 */
export const ADDITIONS: Addition[] = [
	{
		source: 'SDK 6.2: CreateConversationWithConfigRequest.metadata; Twilio docs: metadata',
		apply: (document) => {
			propertiesOf(document.requestBody('post', CONVERSATIONS)).metadata = METADATA;
		},
	},
	{
		source: 'SDK 6.2: CreateConversationWithConfigRequestConfiguration',
		apply: (document) => {
			const body = document.requestBody('post', CONVERSATIONS);
			Object.assign(at(body, 'properties', 'configuration', 'properties'), {
				traitExtractionStrategyIds: IDS,
				observationExtractionStrategyIds: IDS,
				workflows: {
					type: 'array',
					items: {
						type: 'object',
						required: ['flowId'],
						properties: { flowId: { type: 'string' } },
					},
				},
			});
		},
	},
	{
		source:
			'SDK 6.2: UpdateConversationByIdRequest.metadata, PatchConversationByIdRequest.metadata',
		apply: (document) => {
			propertiesOf(document.requestBody('put', CONVERSATION)).metadata = METADATA;
			propertiesOf(document.requestBody('patch', CONVERSATION)).metadata = METADATA_PATCH;
		},
	},
	{
		source:
			'SDK 6.2: ConversationInstance.metadata and .actionId, …ResponseConversationsConfiguration',
		apply: (document) => {
			for (const schema of document.schemasRequiring('id', 'accountId', 'configurationId')) {
				Object.assign(propertiesOf(schema), { metadata: METADATA, actionId: { type: 'string' } });
				Object.assign(at(schema, 'properties', 'configuration', 'properties'), {
					traitExtractionStrategyIds: IDS,
					observationExtractionStrategyIds: IDS,
				});
			}
		},
	},
	{
		source:
			'SDK 6.2: ConfigurationInstance.traitExtractionStrategyIds, .observationExtractionStrategyIds',
		apply: (document) => {
			for (const schema of document.schemasWith('id', 'displayName', 'version')) {
				Object.assign(propertiesOf(schema), {
					traitExtractionStrategyIds: IDS,
					observationExtractionStrategyIds: IDS,
				});
			}
		},
	},
	{
		source: 'SDK 6.2: CreateCommunicationInConversationRequest.resourceId (min length 1)',
		apply: (document) => {
			propertiesOf(document.requestBody('post', COMMUNICATIONS)).resourceId = {
				type: 'string',
				minLength: 1,
			};
		},
	},
	{
		source:
			'Twilio Agent Connect SDKs (TypeScript, Python), test fixtures: profileId and channelId are null in answers and events',
		apply: (document) => {
			const answers = [
				...document.schemasRequiring('id', 'conversationId', 'accountId'),
				...document.schemasWith('author', 'recipients', 'accountId'),
				document.component('conversations.v2.address'),
			];
			for (const schema of answers) {
				const { profileId, channelId } = propertiesOf(schema);
				if (profileId) Object.assign(profileId, { nullable: true });
				if (channelId) Object.assign(channelId, { nullable: true });
			}
		},
	},
	{
		source: 'SDK 6.2: ActionInstance.failureReason ("null unless status is FAILED"), .completedAt',
		apply: (document) => {
			for (const schema of document.schemasRequiring(
				'id',
				'type',
				'status',
				'conversationId',
				'createdAt',
			)) {
				Object.assign(propertiesOf(schema), {
					failureReason: { type: 'string', nullable: true },
					completedAt: { type: 'string', format: 'date-time', nullable: true },
				});
			}
		},
	},
	{
		source: 'Twilio docs: Action resource, accepted type values: SEND_MESSAGE',
		apply: (document) => {
			const [request] = Object.values(at(document.requestBody('post', ACTIONS), 'oneOf'));
			Object.assign(at(request as Json, 'properties', 'type'), { enum: ['SEND_MESSAGE'] });
		},
	},
	{
		source:
			'Twilio docs: Operation resource (v2), status PENDING, RUNNING, CANCELLED, COMPLETED, FAILED',
		apply: (document) => {
			document.component('conversations.v2.operation_status_value').enum = [
				'PENDING',
				'RUNNING',
				'CANCELLED',
				'COMPLETED',
				'FAILED',
			];
		},
	},
	{
		source: 'Twilio docs: async operations, result of a completed one with type RESOURCE_ID',
		apply: (document) => {
			for (const schema of document.schemasWith('operationId', 'statusUrl')) {
				propertiesOf(schema).result = {
					type: 'object',
					properties: { id: { type: 'string' }, type: { type: 'string' } },
				};
			}
		},
	},
	{
		source: 'Twilio docs: lifecycle, sample with statusTimeouts null for VOICE',
		apply: (document) => {
			for (const schema of document.schemasWith('inactive', 'closed')) schema.nullable = true;
		},
	},
	{
		source:
			'Twilio docs: Configuration resource, channelSettings keys VOICE, SMS, RCS, WHATSAPP, CHAT',
		apply: (document) => {
			const bodies = [
				document.requestBody('post', '/v2/ControlPlane/Configurations'),
				document.requestBody('put', CONFIGURATION),
				document.requestBody('patch', CONFIGURATION),
			];
			for (const body of bodies) {
				at(body, 'properties', 'channelSettings').propertyNames = {
					enum: ['VOICE', 'SMS', 'RCS', 'WHATSAPP', 'CHAT'],
				};
			}
		},
	},
	{
		source:
			'Twilio docs: troubleshooting (error format, 401 for credentials and terms); SDK 6.2: TwilioServiceException',
		apply: (document) => {
			for (const operation of document.operations()) {
				declareErrors(operation, [400, 401, 403, 404]);
			}
		},
	},
	{
		source:
			'github.com/twilio/twilio-agent-connect-typescript pull 23: participant PUT answers 409 when the address is owned elsewhere',
		apply: (document) => declareErrors(document.operation('put', PARTICIPANT), [409]),
	},
	{
		source:
			'Twilio docs: lifecycle, a closed conversation is immutable; the status is not documented, so every likely one is let through',
		apply: (document) => {
			const writes: Array<[string, string]> = [
				['put', CONVERSATION],
				['patch', CONVERSATION],
				['post', PARTICIPANTS],
				['put', PARTICIPANT],
				['post', COMMUNICATIONS],
				['post', ACTIONS],
			];
			for (const [method, path] of writes) {
				declareErrors(document.operation(method, path), [409, 422]);
			}
		},
	},
	{
		source:
			'github.com/twilio/ai, twilio-conversation-orchestrator skill: no configuration PATCH (405 from such a service)',
		apply: (document) => declareErrors(document.operation('patch', CONFIGURATION), [405]),
	},
	{
		source: 'RFC 9110 section 15.5.16 and Twilio error 20422: a body that is not JSON',
		apply: (document) => {
			for (const operation of document.operations()) {
				if (operation.requestBody) declareErrors(operation, [415]);
			}
		},
	},
	{
		source:
			'OpenAPI document: bodies have required members or merge fields, so a write without a body means nothing',
		apply: (document) => {
			for (const operation of document.operations()) {
				if (operation.requestBody) at(operation, 'requestBody').required = true;
			}
		},
	},
	{
		source:
			'Twilio docs: troubleshooting (httpStatusCode form); SDK 6.2: RestException, TwilioServiceException',
		apply: (document) => {
			for (const operation of document.operations()) {
				const responses = at(operation, 'responses');
				for (const status of Object.keys(responses).filter((code) => Number(code) >= 400)) {
					const { headers } = at(responses, status);
					responses[status] = {
						...(headers ? { headers } : {}),
						content: { 'application/json': { schema: ERROR_BODY } },
					};
				}
			}
		},
	},
];
