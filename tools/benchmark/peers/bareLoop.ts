import { runNode } from '../../../test/support/engine';
import type { EngineNodeTypes } from '../../../test/support/engine';
import type { Task, PeerReport } from '../protocol';
import { BARE_LOOP_NODE } from './bareLoopNode';
import { credentialsFor } from './thisNode';

/**
 * The baseline for CPU time: same engine, same credential, same helper.
 *
 * @param parameter whether each ID is read from a parameter with an expression, as in a user's
 *   workflow
 */
export function bareLoop({ parameter }: { parameter: boolean }) {
	return async (
		{ target, ids, atOnce = 1 }: Task,
		nodeTypes: EngineNodeTypes,
	): Promise<PeerReport> => {
		const { json, error } = await runNode({
			type: BARE_LOOP_NODE,
			nodeTypes,
			mode: 'trigger',
			credentials: credentialsFor(target),
			parameters: { atOnce, conversationId: parameter ? '={{ $json.id }}' : '' },
			items: ids.map((id) => ({ json: { id } })),
		});
		const done = json.filter(({ statusCode }) => statusCode === 202).length;
		return { done, failed: ids.length - done, error: error?.message };
	};
}
