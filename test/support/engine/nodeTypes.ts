import type { PackageDirectoryLoader } from 'n8n-core';
import { NodeHelpers, UnexpectedError } from 'n8n-workflow';
import type {
	ICredentialType,
	IDataObject,
	INodeType,
	INodeTypes,
	IVersionedNodeType,
} from 'n8n-workflow';
import { watchNode } from './afterwards';
import { libraryLoader, packageLoader } from './loaders';
import { toolVariant } from './toolVariant';

const THIS_PACKAGE = 'n8n-nodes-twilio-conversations';

/** The node and credential types a workflow can name, as `package.node`. */
export class EngineNodeTypes implements INodeTypes {
	constructor(private readonly loaders: PackageDirectoryLoader[]) {}

	/** @throws UnexpectedError when no loaded package has the type */
	getByName(nodeType: string): INodeType | IVersionedNodeType {
		const separator = nodeType.lastIndexOf('.');
		const packageName = nodeType.slice(0, separator);
		const loader = this.loaders.find((candidate) => candidate.packageName === packageName);
		if (!loader) throw new UnexpectedError(`No loaded package has the node type "${nodeType}"`);
		// n8n makes the tool variant of a node from it, under this name.
		const { type } = loader.getNode(nodeType.slice(separator + 1).replace(/Tool$/, ''));
		return packageName === THIS_PACKAGE ? watchNode(type) : type;
	}

	getByNameAndVersion(nodeType: string, version?: number): INodeType {
		const node = NodeHelpers.getVersionedNodeType(this.getByName(nodeType), version);
		return nodeType.endsWith('Tool') ? toolVariant(node) : node;
	}

	getKnownTypes(): IDataObject {
		return Object.assign({}, ...this.loaders.map(({ known }) => known.nodes));
	}

	/** @throws UnexpectedError when no loaded package has the credential type */
	getCredentialType(name: string): ICredentialType {
		const loader = this.loaders.find(({ known }) => name in known.credentials);
		if (!loader) throw new UnexpectedError(`No loaded package has the credential type "${name}"`);
		return loader.getCredential(name).type;
	}

	/** The nodes that use a credential type, newest version each, as n8n finds them. */
	getSupportedNodes(credentialType: string): INodeType[] {
		return this.loaders.flatMap((loader) => {
			const { supportedNodes = [] } = loader.known.credentials[credentialType] ?? {};
			return supportedNodes.map((name) =>
				NodeHelpers.getVersionedNodeType(loader.getNode(name).type),
			);
		});
	}
}

const loaded = new Map<string, Promise<EngineNodeTypes>>();

async function load(from: 'source' | 'dist'): Promise<EngineNodeTypes> {
	const loaders = [packageLoader(from), libraryLoader()];
	await Promise.all(loaders.map(async (loader) => await loader.loadAll()));
	return new EngineNodeTypes(loaders);
}

/**
 * This package's nodes and credentials (every one that package.json lists) and all of n8n's own
 * nodes. Loaded once per process and shared, as in n8n.
 * @param from `source` needs a runtime that loads TypeScript (Jest with SWC, tsx); `dist` needs a build
 */
export async function loadNodeTypes({ from = 'source' }: { from?: 'source' | 'dist' } = {}) {
	const nodeTypes = loaded.get(from) ?? load(from);
	loaded.set(from, nodeTypes);
	return await nodeTypes;
}
