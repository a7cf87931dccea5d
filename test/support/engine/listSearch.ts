import './n8nCore';
import { LoadOptionsContext } from 'n8n-core';
import { UnexpectedError } from 'n8n-workflow';
import type { INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { createAdditionalData } from './additionalData';
import type { CredentialData } from './credentials';
import { loadNodeTypes } from './nodeTypes';
import type { EngineNodeTypes } from './nodeTypes';
import { ACTION_NODE } from '../nodeNames';
import { buildWorkflow } from './workflow';

export interface SearchOptions {
	/** What the user typed into the picker's search box. */
	filter?: string;
	/** Token of the next page, from the previous result. */
	paginationToken?: string;
	/** Parameters of the open node. */
	parameters?: INodeParameters;
	credentials?: CredentialData;
	nodeTypes?: EngineNodeTypes;
	/** Default: this package's action node. */
	type?: string;
}

/**
 * Fills a "From list" picker: calls a node's `listSearch` method as n8n does for the editor (n8n 2.41,
 * DynamicNodeParametersService).
 * @throws what the method throws; UnexpectedError when the node has no such method
 */
export async function searchList(
	methodName: string,
	options: SearchOptions = {},
): Promise<INodeListSearchResult> {
	const { type = ACTION_NODE, parameters = {}, credentials } = options;
	const nodeTypes = options.nodeTypes ?? (await loadNodeTypes());
	const nodeType = nodeTypes.getByNameAndVersion(type);
	const method = nodeType.methods?.listSearch?.[methodName];
	if (!method) throw new UnexpectedError(`"${type}" has no listSearch method "${methodName}"`);

	const node = {
		id: 'picker',
		name: 'Temp-Node',
		type,
		typeVersion: Math.max(...[nodeType.description.version].flat()),
		position: [0, 0] satisfies [number, number],
		parameters,
	};
	const workflow = buildWorkflow({ nodes: [node], connections: {} }, nodeTypes, credentials);
	const context = new LoadOptionsContext(
		workflow,
		workflow.nodes[node.name],
		createAdditionalData({ nodeTypes, credentials, currentNodeParameters: parameters }),
		`parameters.${methodName}`,
	);
	return await method.call(context, options.filter, options.paginationToken);
}
