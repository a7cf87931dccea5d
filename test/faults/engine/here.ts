/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { setTimeout as sleep } from 'node:timers/promises';
import { runNode } from '../../support/engine';
import { withJumpingClock } from './jumpingClock';
import { sentTo } from './sent';
import type { Engine, EngineAnswer, EngineRequest } from './types';

async function runOnce(
	{ credential, parameters, items, onError, executionId }: EngineRequest,
	signal?: AbortSignal,
): Promise<Omit<EngineAnswer, 'sent'>> {
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
		const { jumps, watchMs = 0, credential } = request;
		const sent = () => sentTo(String(credential.baseUrl));
		const atTheBeginning = sent();
		const run = async () => await runOnce(request, signal);
		const answer = await (jumps === undefined ? run() : withJumpingClock(jumps, run));
		const atTheEnd = sent();
		if (watchMs > 0) await sleep(watchMs);
		return { ...answer, sent: { before: atTheEnd - atTheBeginning, after: sent() - atTheEnd } };
	},
};
