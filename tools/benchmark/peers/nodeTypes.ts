import type { INodeType, IVersionedNodeType } from 'n8n-workflow';
import { EngineNodeTypes } from '../../../test/support/engine';
import { libraryLoader, packageLoader } from '../../../test/support/engine/loaders';
import { BARE_LOOP_NODE, BareLoop } from './bareLoopNode';

/** Adds the bare loop, which belongs to no package, to the nodes that workflows can use. */
class BenchmarkNodeTypes extends EngineNodeTypes {
	private readonly bareLoop = new BareLoop();

	override getByName(nodeType: string): INodeType | IVersionedNodeType {
		return nodeType === BARE_LOOP_NODE ? this.bareLoop : super.getByName(nodeType);
	}
}

const loaded = new Map<string, Promise<EngineNodeTypes>>();

async function load(from: 'source' | 'dist'): Promise<EngineNodeTypes> {
	const loaders = [packageLoader(from), libraryLoader()];
	await Promise.all(loaders.map(async (loader) => await loader.loadAll()));
	return new BenchmarkNodeTypes(loaders);
}

/** Loaded once per process, as in n8n. */
export async function loadBenchmarkNodes(from: 'source' | 'dist'): Promise<EngineNodeTypes> {
	const nodeTypes = loaded.get(from) ?? load(from);
	loaded.set(from, nodeTypes);
	return await nodeTypes;
}
