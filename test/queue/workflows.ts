import type { Credential, NewWorkflow } from '../../tools/start';
import { ACTION_NODE, TRIGGER_NODE } from '../support/nodeNames';

const ACTION = {
	type: ACTION_NODE,
	typeVersion: 1,
} as const;

/** Same as the editor creates it. */
const TRIGGER = {
	type: TRIGGER_NODE,
	typeVersion: 1.1,
} as const;

interface Node {
	name: string;
	type: string;
	typeVersion: number;
	parameters: object;
	credentials?: object;
	webhookId?: string;
}

/** @param chains names of nodes, each connected to the next */
function workflow(name: string, nodes: Node[], chains: string[][]): NewWorkflow {
	const links = chains.flatMap((chain) =>
		chain.slice(1).map((node, index) => [chain[index], { node, type: 'main', index: 0 }] as const),
	);
	return {
		name,
		nodes: nodes.map((node, index) => ({ ...node, id: node.name, position: [index * 220, 0] })),
		connections: Object.fromEntries(links.map(([from, to]) => [from, { main: [[to]] }])),
		settings: { executionOrder: 'v1', timezone: 'UTC' },
	};
}

function using({ id, name }: Credential) {
	return { credentials: { twilioConversationsApi: { id, name } } };
}

/**
 * Drops duplicate deliveries. Redis increments atomically, so of two deliveries that reach two
 * processes at the same moment exactly one is the first.
 */
function onlyOnce({ id, name }: Credential): Node[] {
	const condition = {
		leftValue: '={{ Object.values($json)[0] }}',
		rightValue: 1,
		operator: { type: 'number', operation: 'equals' },
	};
	return [
		{
			name: 'Count',
			type: 'n8n-nodes-base.redis',
			typeVersion: 1,
			credentials: { redis: { id, name } },
			parameters: {
				operation: 'incr',
				key: '=twilio:{{ $json.eventId }}',
				expire: true,
				ttl: 86_400,
			},
		},
		{
			name: 'First',
			type: 'n8n-nodes-base.filter',
			typeVersion: 2.2,
			parameters: {
				conditions: {
					options: { version: 2, typeValidation: 'strict', caseSensitive: true, leftValue: '' },
					conditions: [{ ...condition, id: 'first' }],
					combinator: 'and',
				},
			},
		},
	];
}

/** Reads the conversation of each event once; the emulator's journal then shows what ran. */
export function listening(
	{ twilio, redis }: Record<'twilio' | 'redis', Credential>,
	configurationId: string,
): NewWorkflow {
	const nodes: Node[] = [
		{
			...TRIGGER,
			...using(twilio),
			name: 'Began',
			webhookId: 'b0a9e6f2-6a55-4b0c-9d0e-000000000001',
			parameters: {
				listenOn: 'configuration',
				configurationId: { __rl: true, mode: 'id', value: configurationId },
				events: ['CONVERSATION_CREATED'],
				options: { allowPrivateUrl: true },
			},
		},
		...onlyOnce(redis),
		{
			...ACTION,
			...using(twilio),
			name: 'Read',
			parameters: {
				resource: 'conversation',
				operation: 'get',
				conversationId: {
					__rl: true,
					mode: 'id',
					// Redis returns only the count, so the ID comes from the trigger.
					value: "={{ $('Began').first().json.conversationId }}",
				},
			},
		},
	];
	return workflow('Conversations that begin', nodes, [['Began', 'Count', 'First', 'Read']]);
}

/**
 * Deletes idle conversations once a day. Its own Error Trigger runs it again when it fails; n8n
 * does not do so for an execution that an Error Trigger started.
 *
 * @param at time of day, in UTC
 */
export function cleaningUp(
	credential: Credential,
	{ at, idleDays, maxConversations }: { at: Date; idleDays: number; maxConversations: number },
): NewWorkflow {
	const [seconds, minutes, hours] = [at.getUTCSeconds(), at.getUTCMinutes(), at.getUTCHours()];
	const expression = `${seconds} ${minutes} ${hours} * * *`;
	const nodes: Node[] = [
		{
			name: 'Every Day',
			type: 'n8n-nodes-base.scheduleTrigger',
			typeVersion: 1.2,
			parameters: { rule: { interval: [{ field: 'cronExpression', expression }] } },
		},
		{ name: 'Failed', type: 'n8n-nodes-base.errorTrigger', typeVersion: 1, parameters: {} },
		{
			...ACTION,
			...using(credential),
			name: 'Clean Up',
			parameters: {
				resource: 'conversation',
				operation: 'cleanUp',
				cleanUpAction: 'delete',
				cleanUpFilters: { idleFor: { values: { amount: idleDays, unit: 'days' } } },
				dryRun: false,
				maxConversations,
				output: 'summary',
			},
		},
	];
	return workflow('Clean-up', nodes, [
		['Every Day', 'Clean Up'],
		['Failed', 'Clean Up'],
	]);
}

/** The number that questions are sent from. */
export const COMPANY = '+15017122661';

/** Asks the customer of a conversation when it is called, and goes on with the reply. */
export function asking(
	credential: Credential,
	{ path, conversationId, customer }: Record<'path' | 'conversationId' | 'customer', string>,
): NewWorkflow {
	const nodes: Node[] = [
		{
			name: 'Called',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: path,
			parameters: { path, httpMethod: 'GET', responseMode: 'onReceived', options: {} },
		},
		{
			...ACTION,
			...using(credential),
			name: 'Ask',
			parameters: {
				resource: 'action',
				operation: 'sendMessageAndWait',
				conversationId: { __rl: true, mode: 'id', value: conversationId },
				from: { channel: 'SMS', address: COMPANY },
				to: { values: [{ channel: 'SMS', address: customer }] },
				text: 'Please reply YES or NO',
				options: { allowPrivateUrl: true, choices: 'YES, NO' },
			},
		},
		{ name: 'After', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
	];
	return workflow('A question', nodes, [['Called', 'Ask', 'After']]);
}
