/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { loadNodeTypes } from '../../support/engine';
import { here } from './here';
import type { News, Order } from './protocol';

// Delays before a retry are a random share of a maximum; with a share of 0 nothing waits.
if (process.argv.includes('--no-jitter')) Math.random = () => 0;

const running = new Map<number, AbortController>();

function tell(news: News): void {
	// If the parent is gone, this process is about to end as well.
	process.send?.(news, undefined, undefined, () => undefined);
}

async function obey(order: Order): Promise<void> {
	const { id } = order;
	if ('cancel' in order) {
		running.get(id)?.abort();
		return;
	}
	const stop = new AbortController();
	running.set(id, stop);
	try {
		tell({ id, answer: await here.run(order.run, stop.signal) });
	} catch (error) {
		tell({ id, failure: error instanceof Error ? error.message : String(error) });
	} finally {
		running.delete(id);
	}
}

process.on('message', (order: Order) => void obey(order));
// Ctrl-C reaches the whole process group; the parent decides when this process ends.
process.on('SIGINT', () => {}).on('SIGTERM', () => {});
process.once('disconnect', () => process.exit());
void loadNodeTypes().then(() => tell({ ready: true }));
