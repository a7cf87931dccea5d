import type { EngineNodeTypes } from '../../../test/support/engine';
import type { Task, PeerReport } from '../protocol';
import { bareLoop } from './bareLoop';
import { httpRequest } from './httpRequest';
import type { PeerName } from './names';
import { pool } from './pool';
import { sdkAtOnce, sdkLoop } from './sdk';
import { cleanUp, deleteItems, listOnly } from './thisNode';

/**
 * One way to delete many conversations. Failed requests are counted in the result; a rejection is a
 * bug of the benchmark.
 */
type Peer = (task: Task, nodeTypes: EngineNodeTypes) => Promise<PeerReport>;

export const PEERS: Readonly<Record<PeerName, Peer>> = {
	pool,
	sdkLoop,
	sdkAtOnce,
	httpRequest: httpRequest({ onError: 'continueRegularOutput' }),
	httpRequestRetry: httpRequest({
		settings: { retryOnFail: true, maxTries: 5, waitBetweenTries: 5000 },
	}),
	httpRequestBatches: httpRequest({
		onError: 'continueRegularOutput',
		batching: { batch: { batchSize: 20, batchInterval: 1000 } },
	}),
	node: deleteItems,
	cleanUp,
	listOnly,
	bare: bareLoop({ parameter: false }),
	bareParameter: bareLoop({ parameter: true }),
};
