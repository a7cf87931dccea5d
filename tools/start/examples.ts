/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CREDENTIAL_TYPE, TRIGGER_NODE } from '../../test/support/nodeNames';
import type { Choices } from './local';
import type { NewWorkflow } from './rest';

interface ExampleNode {
	type: string;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
}

export interface Example {
	name: string;
	nodes: ExampleNode[];
	connections: object;
	settings?: object;
}

function isEmptyLocator(value: unknown): boolean {
	return (
		typeof value === 'object' &&
		value !== null &&
		'__rl' in value &&
		'value' in value &&
		value.value === ''
	);
}

/** Fills in what the example's notes ask the user to choose. */
function choose(node: ExampleNode, choices: Choices): Record<string, unknown> {
	const parameters = { ...node.parameters };
	for (const name of ['configurationId', 'conversationId'] as const) {
		if (!isEmptyLocator(parameters[name])) continue;
		parameters[name] = { __rl: true, mode: 'id', value: choices[name] };
	}
	const isCalled = node.type === TRIGGER_NODE || parameters.operation === 'sendMessageAndWait';
	if (!isCalled) return parameters;
	// The emulator runs on this machine and can call URLs that Twilio cannot.
	parameters.options = { ...Object(parameters.options), allowPrivateUrl: true };
	if (node.type !== TRIGGER_NODE) return parameters;
	const filters: Record<string, unknown> = { ...Object(parameters.filters) };
	if ('ignoreAddresses' in filters) filters.ignoreAddresses = choices.ownAddress;
	return { ...parameters, filters };
}

/**
 * @param id for the workflow
 * @param credential for every node of this package
 * @returns the example, ready to run against the emulator
 */
export function exampleFor(
	id: string,
	example: Example,
	credential: { id: string; name: string },
	choices: Choices,
): NewWorkflow {
	const { name, nodes, connections, settings } = example;
	return {
		id,
		name,
		connections,
		settings,
		nodes: nodes.map((node) => {
			if (!node.credentials || !(CREDENTIAL_TYPE in node.credentials)) return node;
			const { id: credentialId, name: credentialName } = credential;
			const chosen = { id: credentialId, name: credentialName };
			return {
				...node,
				parameters: choose(node, choices),
				credentials: { ...node.credentials, [CREDENTIAL_TYPE]: chosen },
			};
		}),
	};
}

/** @returns the workflows of a folder by id, which is the name of the file */
export function readExamples(folder: string): Map<string, Example> {
	const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
	return new Map(
		files
			.sort()
			.map((file) => [
				basename(file, '.json'),
				JSON.parse(readFileSync(join(folder, file), 'utf8')),
			]),
	);
}
