import type { IDataObject } from 'n8n-workflow';

import { customerAddress } from '../../../../shared/simplified/people';

/** The part of a found conversation that is kept; whole records would take too much memory. */
export interface Found {
	readonly id: string;
	readonly name: string | undefined;
	readonly configurationId: string | undefined;
	/** Null if nobody has one; undefined if the list did not show the participants. */
	readonly customerAddress: string | null | undefined;
	readonly status: string;
	/** Milliseconds since 1970; undefined if Twilio did not say. */
	readonly updatedAt: number | undefined;
	/** Why it is left alone: it could not be told whether it is in use, or whose it is. */
	readonly unclear?: string;
}

/** @param record of a conversation */
export function toFound(record: IDataObject): Found {
	const { id, name, configurationId, status, updatedAt, participants } = record;
	const moment = typeof updatedAt === 'string' ? Date.parse(updatedAt) : NaN;
	return {
		id: String(id),
		name: typeof name === 'string' ? name : undefined,
		configurationId: typeof configurationId === 'string' ? configurationId : undefined,
		customerAddress: Array.isArray(participants) ? (customerAddress(record) ?? null) : undefined,
		status: String(status),
		updatedAt: Number.isNaN(moment) ? undefined : moment,
	};
}

/** Keeps the oldest of many, and drops the others. */
export class Oldest {
	private kept: Found[] = [];

	private count = 0;

	/** @param most how many to keep */
	constructor(private readonly most: number) {}

	/** How many were added. */
	get added(): number {
		return this.count;
	}

	add(one: Found): void {
		this.count++;
		this.kept.push(one);
		// Sorted now and then, not on each call: most are dropped at the next sort.
		if (this.kept.length >= 2 * this.most) this.kept = this.list();
	}

	/** The oldest, oldest first; ties in order of arrival. */
	list(): Found[] {
		return this.kept.sort((a, b) => age(a) - age(b)).slice(0, this.most);
	}
}

/** Conversations without a date count as youngest. */
function age({ updatedAt = Number.MAX_SAFE_INTEGER }: Found): number {
	return updatedAt;
}
