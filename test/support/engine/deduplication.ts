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
 * What "Remove Duplicates" remembers between executions: a set for each node or workflow, where n8n
 * has a database row (n8n 2.41, DeduplicationHelper). Shared by all executions of the process.
 * Supports only the mode that compares values, not those for dates and counters.
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

// Once per process, as at n8n's start: n8n-core refuses a second init. Takes effect synchronously.
void DataDeduplicationService.init(new InMemoryDeduplicator());
