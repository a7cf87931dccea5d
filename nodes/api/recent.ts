/** What was kept last, by key. Beyond a number of entries, those used longest ago are dropped. */
export class Recent<Value> {
	private readonly entries = new Map<string, Value>();

	/** @param most entries that are kept */
	constructor(private readonly most: number) {}

	get(key: string): Value | undefined {
		return this.entries.get(key);
	}

	set(key: string, value: Value): void {
		// A Map keeps the order of insertion, so the one that was used longest ago is its first.
		this.entries.delete(key);
		this.entries.set(key, value);
		if (this.entries.size <= this.most) return;
		const [oldest] = this.entries.keys();
		this.entries.delete(oldest);
	}

	delete(key: string): void {
		this.entries.delete(key);
	}
}
