import { randomUUID } from 'crypto';

import type { Emulator } from '../../emulator';
import { eventually } from '../support/eventually';
import type { ExecutionData } from '../../tools/start';
import type { Stage } from './stage';
import { COMPANY, conversationUrlWith } from './twilio';

const isYes = {
	id: 'yes',
	leftValue: '={{ $json.choice }}',
	rightValue: 'YES',
	operator: { type: 'string', operation: 'equals' },
};

const link = (node: string) => ({ node, type: 'main', index: 0 });

/** A workflow that asks the customer of a conversation, and goes on with YES or otherwise. */
export interface Asking {
	readonly id: string;
	/** Path of the webhook that starts it. */
	readonly path: string;
}

/**
 * @param startedBy by hand, or by a call when it is published
 * @param more parameters of the step that asks
 * @returns ID of the workflow, and where a call starts it when it is published
 */
export async function askingWorkflow(
	stage: Stage,
	conversationId: string,
	startedBy: 'hand' | 'call',
	more: object = {},
): Promise<Asking> {
	const { participants = [] } = stage.emulator.store.conversations.get(conversationId) ?? {};
	const customer = participants.find(({ type }) => type === 'CUSTOMER')?.addresses[0]?.address;
	const path = randomUUID();
	const id = await stage.workflow(
		[
			startedBy === 'hand'
				? { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} }
				: {
						name: 'Start',
						type: 'n8n-nodes-base.webhook',
						typeVersion: 2,
						webhookId: path,
						parameters: { path, httpMethod: 'GET', responseMode: 'onReceived', options: {} },
					},
			stage.node({
				name: 'Ask',
				parameters: {
					...{ resource: 'action', operation: 'sendMessageAndWait' },
					conversationId: { __rl: true, mode: 'id', value: conversationId },
					from: { channel: 'SMS', address: COMPANY },
					to: { values: [{ channel: 'SMS', address: customer }] },
					text: 'Your appointment is tomorrow at 10:00. Please reply YES or NO.',
					options: { allowPrivateUrl: true, choices: 'YES, NO' },
					...more,
				},
			}),
			{
				name: 'Yes?',
				type: 'n8n-nodes-base.if',
				typeVersion: 2.2,
				parameters: {
					conditions: {
						options: { version: 2, typeValidation: 'loose', caseSensitive: true, leftValue: '' },
						conditions: [isYes],
						combinator: 'and',
					},
				},
			},
			{ name: 'Confirmed', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
			{ name: 'Otherwise', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
		],
		{
			Start: { main: [[link('Ask')]] },
			Ask: { main: [[link('Yes?')]] },
			'Yes?': { main: [[link('Confirmed')], [link('Otherwise')]] },
		},
	);
	return { id, path };
}

/** Waits until the workflow has asked, and its newest execution waits. @returns the URL at Twilio */
export async function untilAsked(
	{ emulator, n8n }: Stage,
	{ id }: Pick<Asking, 'id'>,
	conversationId: string,
): Promise<string> {
	await eventually('an execution that waits', async () => {
		const [execution] = await n8n.client.executions(id);
		return execution?.status === 'waiting';
	});
	return await conversationUrlWith(emulator, conversationId, '/webhook-waiting/');
}

/** What the newest execution put out at a node, when it has ended. */
export async function endedWith(
	{ n8n }: Stage,
	{ id }: Asking,
	node: string,
	patience = {},
): Promise<unknown> {
	const [execution] = await n8n.client.finishedExecutions(id, 1, patience);
	const data: ExecutionData = await n8n.client.executionData(execution.id);
	expect([data.status, data.data.resultData.error?.message]).toEqual(['success', undefined]);
	return data.data.resultData.runData[node]?.[0]?.data?.main[0]?.[0]?.json;
}

/** URLs that a conversation reports to by itself. */
export function urlsOf({ store }: Emulator, conversationId: string): string[] {
	const { statusCallbacks = [] } = store.conversations.get(conversationId)?.overrides ?? {};
	return statusCallbacks.map(({ url }) => url);
}
