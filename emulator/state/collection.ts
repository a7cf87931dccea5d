import type { StoredRecord } from './records';

/**
 * Records by id, in order of creation. Removed records are marked and swept later, so that deletes
 * from a list of 100,000 neither sort nor copy per request.
 */
export class Collection<T extends StoredRecord> {
	private byId = new Map<string, T>();
	private ordered: T[] = [];

	/** In order of `seq`; may hold records whose `deleted` is set. */
	get entries(): readonly T[] {
		return this.ordered;
	}

	get size(): number {
		return this.byId.size;
	}

	get(id: string): T | undefined {
		return this.byId.get(id);
	}

	has(id: string): boolean {
		return this.byId.has(id);
	}

	values(): IterableIterator<T> {
		return this.byId.values();
	}

	add(record: T): T {
		this.byId.set(record.id, record);
		this.ordered.push(record);
		return record;
	}

	delete(id: string): boolean {
		const record = this.byId.get(id);
		if (!record) return false;
		record.deleted = true;
		this.byId.delete(id);
		if (this.ordered.length > 64 && this.ordered.length > this.byId.size * 2) {
			this.ordered = this.ordered.filter((entry) => !entry.deleted);
		}
		return true;
	}

	clear(): void {
		this.byId = new Map();
		this.ordered = [];
	}
}
