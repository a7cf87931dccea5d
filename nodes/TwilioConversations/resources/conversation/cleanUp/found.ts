import type { IDataObject } from 'n8n-workflow';

import { customerAddress } from '../../../../shared/simplified/people';

/** What is kept of a conversation that was found; not the record, so that many fit in memory. */
export interface Found {
	readonly id: string;
	readonly name: string | undefined;
	readonly configurationId: string | undefined;
	/** Undefined where the list did not show the participants. */
	readonly customerAddress: string | undefined;
	readonly status: string;
	/** Milliseconds since 1970; undefined where Twilio did not say. */
	readonly updatedAt: number | undefined;
	/** Why it could not be told whether it is in use: then it is left alone. */
	readonly unclear?: string;
}

/** @param record of a conversation */
export function toFound(record: IDataObject): Found {
	const { id, name, configurationId, status, updatedAt } = record;
	const moment = typeof updatedAt === 'string' ? Date.parse(updatedAt) : NaN;
	return {
		id: String(id),
		name: typeof name === 'string' ? name : undefined,
		configurationId: typeof configurationId === 'string' ? configurationId : undefined,
		customerAddress: customerAddress(record),
		status: String(status),
		updatedAt: Number.isNaN(moment) ? undefined : moment,
	};
}

/** The oldest of many, without keeping the others. */
export class Oldest {
	private kept: Found[] = [];

	private count = 0;

	/** @param most how many to keep */
	constructor(private readonly most: number) {}

	/** How many there were. */
	get added(): number {
		return this.count;
	}

	add(one: Found): void {
		this.count++;
		this.kept.push(one);
		// Sorted now and then, not for each: most of them come and go between two times.
		if (this.kept.length >= 2 * this.most) this.kept = this.list();
	}

	/** The oldest, oldest first; of the same age, those that came first. */
	list(): Found[] {
		return this.kept.sort((a, b) => age(a) - age(b)).slice(0, this.most);
	}
}

/** Those without a date count as the youngest. */
function age({ updatedAt = Number.MAX_SAFE_INTEGER }: Found): number {
	return updatedAt;
}
