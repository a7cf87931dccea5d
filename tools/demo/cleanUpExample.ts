/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { resolve } from 'node:path';
import { readWorkflow } from '../../test/support/engine';
import type { WorkflowJson } from '../../test/support/engine';

const EXAMPLE = resolve(__dirname, '../../examples/nightly-cleanup.json');

/** What a user sets in the two steps of the example. */
export interface CleanUpSettings {
	closeAfterDays: number;
	deleteAfterDays: number;
	/** Bound of each step. */
	maxConversations: number;
	dryRun: boolean;
}

/**
 * The example that cleans up every night, with its two Clean Up steps filled in as in the editor.
 * Everything else stays as imported.
 */
export function cleanUpExample(settings: CleanUpSettings): WorkflowJson {
	const { closeAfterDays, deleteAfterDays, maxConversations, dryRun } = settings;
	const days: Readonly<Record<string, number>> = {
		close: closeAfterDays,
		delete: deleteAfterDays,
	};
	const workflow = readWorkflow(EXAMPLE);
	for (const { parameters } of workflow.nodes) {
		if (parameters.operation !== 'cleanUp') continue;
		const amount = days[String(parameters.cleanUpAction)];
		const idleFor = { values: { amount, unit: 'days' } };
		parameters.cleanUpFilters = { ...Object(parameters.cleanUpFilters), idleFor };
		Object.assign(parameters, { maxConversations, dryRun });
	}
	return workflow;
}
