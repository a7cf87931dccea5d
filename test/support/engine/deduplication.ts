import './n8nCore';
import { DataDeduplicationService } from 'n8n-core';
import { UnexpectedError } from 'n8n-workflow';
import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
	IDeduplicationOutput,
} from 'n8n-workflow';

/**
 * What "Remove Duplicates" remembers from one execution to the next: in n8n a row of the data base
 * for each node or workflow (n8n 2.41, DeduplicationHelper), here a set. Shared by all executions of
 * the process. Only the mode that compares values; dates and counters are not kept.
 */
class InMemoryDeduplicator implements IDataDeduplicator {
	private readonly seen = new Map<string, Set<DeduplicationItemTypes>>();

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
		{ mode, maxEntries = Infinity }: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		if (mode !== 'entries') throw new UnexpectedError(`Nothing is kept for the mode "${mode}"`);
		const entries = this.entries(scope, contextData);
		const result: IDeduplicationOutput = { new: [], processed: [] };
		for (const item of items) {
			result[entries.has(item) ? 'processed' : 'new'].push(item);
			entries.add(item);
		}
		for (const oldest of entries) {
			if (entries.size <= maxEntries) break;
			entries.delete(oldest);
		}
		return result;
	}

	async removeProcessed(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
	): Promise<void> {
		const entries = this.entries(scope, contextData);
		for (const item of items) entries.delete(item);
	}

	async clearAllProcessedItems(
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
	): Promise<void> {
		this.entries(scope, contextData).clear();
	}

	async getProcessedDataCount(
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
	): Promise<number> {
		return this.entries(scope, contextData).size;
	}

	private entries(scope: DeduplicationScope, { node, workflow }: ICheckProcessedContextData) {
		const key = JSON.stringify([workflow.id, scope === 'node' ? node?.id : null]);
		const entries = this.seen.get(key) ?? new Set();
		this.seen.set(key, entries);
		return entries;
	}
}

// n8n does it at its start, and n8n-core refuses a second time. It is in place when this returns.
void DataDeduplicationService.init(new InMemoryDeduplicator());
