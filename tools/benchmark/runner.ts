/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { PEERS } from './peers';
import { loadBenchmarkNodes } from './peers/nodeTypes';
import type { Runner } from './protocol';

/** Often enough to see each page of a list, seldom enough not to slow the run down. */
const LOOK_INTERVAL_MS = 250;

function liveBytes(): number {
	if (globalThis.gc === undefined) throw new Error('Memory is measured with --expose-gc only');
	globalThis.gc();
	return process.memoryUsage().heapUsed;
}

/**
 * Runs peers in this process and measures the cost. Modules are loaded before the measurement
 * starts.
 *
 * @param from which build of this package's nodes: `dist`, as users have it, or `source`
 */
export function createRunner({ from }: { from: 'source' | 'dist' }): Runner {
	return {
		async run(task) {
			const nodeTypes = await loadBenchmarkNodes(from);
			globalThis.gc?.();
			const cpuBefore = process.cpuUsage();
			const begun = performance.now();
			const told = await PEERS[task.peer](task, nodeTypes);
			const wallMs = performance.now() - begun;
			const { user, system } = process.cpuUsage(cpuBefore);
			return { ...told, wallMs, cpuMs: (user + system) / 1000 };
		},

		async watchMemory(task) {
			const nodeTypes = await loadBenchmarkNodes(from);
			const beforeBytes = liveBytes();
			let peakBytes = beforeBytes;
			const look = () => {
				peakBytes = Math.max(peakBytes, liveBytes());
			};
			const timer = setInterval(look, LOOK_INTERVAL_MS);
			const begun = performance.now();
			try {
				const told = await PEERS[task.peer](task, nodeTypes);
				look();
				return { ...told, beforeBytes, peakBytes, wallMs: performance.now() - begun };
			} finally {
				clearInterval(timer);
			}
		},
	};
}
