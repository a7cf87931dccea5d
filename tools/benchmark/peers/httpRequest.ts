import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../../../test/support/engine';
import type { EngineNodeTypes, RunNodeOptions } from '../../../test/support/engine';
import type { Task, PeerReport } from '../protocol';

interface How extends Pick<RunNodeOptions, 'onError' | 'settings'> {
	batching?: INodeParameters;
}

const CREDENTIAL = 'httpBasicAuth';

/** n8n's own HTTP Request node, which starts all items at once unless batching is configured. */
export function httpRequest({ batching, onError, settings }: How) {
	return async ({ target, ids }: Task, nodeTypes: EngineNodeTypes): Promise<PeerReport> => {
		const { url, accountSid, authToken } = target;
		const { json, status, error } = await runNode({
			type: 'n8n-nodes-base.httpRequest',
			nodeTypes,
			mode: 'trigger',
			credentials: { [CREDENTIAL]: { user: accountSid, password: authToken } },
			settings: { ...settings, credentials: { [CREDENTIAL]: { id: '1', name: CREDENTIAL } } },
			onError,
			parameters: {
				method: 'DELETE',
				url: `=${url}/v2/Conversations/{{ $json.id }}`,
				authentication: 'genericCredentialType',
				genericAuthType: CREDENTIAL,
				options: batching ? { batching } : {},
			},
			items: ids.map((id) => ({ json: { id } })),
		});
		// A failed step has no output, not even for the items that succeeded.
		if (status !== 'success') return { done: 0, failed: ids.length, error: error?.message };
		const done = json.filter((item) => item.error === undefined).length;
		return { done, failed: ids.length - done };
	};
}
