import type { Moment } from '../../../../shared/fields/moment';

/** The filters that say how old a conversation has to be. */
export interface AgeFilters {
	/** Milliseconds. */
	readonly idleFor?: number;
	readonly createdBefore?: Moment;
	readonly updatedBefore?: Moment;
}

/** Whether a filter says how old a conversation has to be. */
export function hasAge({ idleFor, createdBefore, updatedBefore }: AgeFilters): boolean {
	return [idleFor, createdBefore, updatedBefore].some((age) => age !== undefined);
}

/** Whether a filter asks for so long without a change, which a message is as well. */
export function asksForIdle({ idleFor, updatedBefore }: AgeFilters): boolean {
	return idleFor !== undefined || updatedBefore !== undefined;
}
