import { runNode } from '../../engine/harness';
import { withJumpingClock } from './jumpingClock';
import type { Engine, EngineAnswer, EngineRequest } from './types';

async function runOnce(
	{ credential, parameters, items, onError, executionId }: EngineRequest,
	signal?: AbortSignal,
): Promise<EngineAnswer> {
	const credentials = { twilioConversationsApi: credential };
	const run = { credentials, parameters, items, onError, executionId, signal };
	const { status, items: output, error } = await runNode(run);
	if (error === undefined) return { status, items: output };
	const description = 'description' in error ? String(error.description ?? '') : '';
	const { message, context } = error;
	return { status, items: output, error: { message, description, context } };
}

/** The engine in this process. */
export const here: Engine = {
	async run(request, signal) {
		const { jumps } = request;
		if (jumps === undefined) return await runOnce(request, signal);
		return await withJumpingClock(jumps, async () => await runOnce(request, signal));
	},
};
