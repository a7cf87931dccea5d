/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import './n8nCore';
import { readFileSync } from 'node:fs';
import { Workflow } from 'n8n-workflow';
import type { INode, IWorkflowBase } from 'n8n-workflow';
import type { CredentialData } from './credentials';
import type { EngineNodeTypes } from './nodeTypes';

/** A workflow as n8n exports it; only nodes and connections are needed. */
export type WorkflowJson = Pick<IWorkflowBase, 'nodes' | 'connections'> & Partial<IWorkflowBase>;

/** @param path file with a workflow as exported by n8n */
export function readWorkflow(path: string): WorkflowJson {
	return JSON.parse(readFileSync(path, 'utf8'));
}

/** Fills in what n8n's database would add to an imported workflow. */
export function completeWorkflow(json: WorkflowJson): IWorkflowBase {
	return {
		id: 'engine-workflow',
		name: 'Engine workflow',
		active: false,
		isArchived: false,
		createdAt: new Date(),
		updatedAt: new Date(),
		activeVersionId: null,
		...json,
	};
}

/**
 * Chooses the given credentials in every node that declares their type and has none, as a user does
 * after importing a workflow (an exported file names credentials of another n8n, or none).
 */
function chooseCredentials(node: INode, nodeTypes: EngineNodeTypes, given: CredentialData): INode {
	const { description } = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	const chosen = (description.credentials ?? [])
		.filter(({ name }) => name in given && !node.credentials?.[name])
		.map(({ name }) => [name, { id: name, name }]);
	if (chosen.length === 0) return node;
	return { ...node, credentials: { ...node.credentials, ...Object.fromEntries(chosen) } };
}

/** @returns n8n's own Workflow, with parameter defaults filled in and its own copies of all nodes */
export function buildWorkflow(
	json: WorkflowJson,
	nodeTypes: EngineNodeTypes,
	credentials: CredentialData = {},
): Workflow {
	const { id, name, active, connections, settings, staticData, nodes } = completeWorkflow(
		structuredClone(json),
	);
	return new Workflow({
		id,
		name,
		active,
		connections,
		settings,
		staticData,
		nodes: nodes.map((node) => chooseCredentials(node, nodeTypes, credentials)),
		nodeTypes,
	});
}
