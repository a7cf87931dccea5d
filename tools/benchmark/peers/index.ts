import type { EngineNodeTypes } from '../../../test/support/engine';
import type { Task, Told } from '../protocol';
import { bareLoop } from './bareLoop';
import { httpRequest } from './httpRequest';
import type { PeerName } from './names';
import { pool } from './pool';
import { sdkAtOnce, sdkLoop } from './sdk';
import { cleanUp, deleteItems, listOnly } from './thisNode';

/**
 * One way to delete many conversations. What goes wrong at the service is in what it returns; a
 * rejection is a fault of the benchmark.
 */
type Peer = (task: Task, nodeTypes: EngineNodeTypes) => Promise<Told>;

/** All that are compared. */
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
