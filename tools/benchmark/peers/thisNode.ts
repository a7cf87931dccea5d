import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { credentialData } from '../../../emulator/testClient';
import { runNode } from '../../../test/support/engine';
import type { EngineNodeTypes, NodeResult, RunNodeOptions } from '../../../test/support/engine';
import type { Target, Task, PeerReport } from '../protocol';

/** This package's credential for a target. */
export function credentialsFor(target: Target) {
	return { twilioConversationsApi: credentialData(target) };
}

async function run(
	target: Target,
	nodeTypes: EngineNodeTypes,
	parameters: INodeParameters,
	how: Partial<RunNodeOptions> = {},
): Promise<NodeResult> {
	return await runNode({
		nodeTypes,
		mode: 'trigger',
		credentials: credentialsFor(target),
		...how,
		parameters: { resource: 'conversation', ...parameters },
	});
}

/**
 * Conversation > Delete with one item per conversation, and defaults for all that affects speed.
 */
export async function deleteItems(
	{ target, ids }: Task,
	nodeTypes: EngineNodeTypes,
): Promise<PeerReport> {
	const { json, error } = await run(
		target,
		nodeTypes,
		{
			operation: 'delete',
			conversationId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			// The peers do not wait for the operations either.
			options: { waitForCompletion: false },
		},
		{ items: ids.map((id) => ({ json: { id } })), onError: 'continueRegularOutput' },
	);
	const done = json.filter(({ accepted }) => accepted === true).length;
	const refusal = json.find((item) => item.error !== undefined)?.error;
	const reason = error?.message ?? (refusal === undefined ? undefined : JSON.stringify(refusal));
	return { done, failed: ids.length - done, error: reason };
}

async function summaryOf(
	target: Target,
	nodeTypes: EngineNodeTypes,
	parameters: INodeParameters,
): Promise<IDataObject> {
	const { json, error } = await run(target, nodeTypes, {
		operation: 'cleanUp',
		cleanUpAction: 'delete',
		output: 'summary',
		cleanUpFilters: { idleFor: { values: { amount: 1, unit: 'hours' } } },
		...parameters,
	});
	if (json[0] === undefined) throw new Error(`Clean Up gave no summary: ${error?.message}`);
	return json[0];
}

/** Conversation > Clean Up, which finds the conversations itself and sends one request for each. */
export async function cleanUp(
	{ target, ids }: Task,
	nodeTypes: EngineNodeTypes,
): Promise<PeerReport> {
	const { accepted, failed } = await summaryOf(target, nodeTypes, {
		dryRun: false,
		maxConversations: ids.length,
		// The peers do not check before they delete, nor wait for the operations.
		options: { waitForCompletion: false, checkAgain: false, countMessages: false },
	});
	return { done: Number(accepted), failed: Number(failed) };
}

/**
 * Clean Up as a dry run with the default bound, and without reading messages, since the list is
 * what is measured; `done` is how many were found.
 */
export async function listOnly({ target }: Task, nodeTypes: EngineNodeTypes): Promise<PeerReport> {
	const options = { countMessages: false };
	const { found } = await summaryOf(target, nodeTypes, { dryRun: true, options });
	return { done: Number(found), failed: 0 };
}
