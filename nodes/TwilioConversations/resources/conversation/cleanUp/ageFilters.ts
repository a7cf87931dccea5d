import type { RelativeDateTime } from '../../../../shared/fields/relativeDateTime';

/** The filters by age. */
export interface AgeFilters {
	/** Milliseconds. */
	readonly idleFor?: number;
	readonly createdBefore?: RelativeDateTime;
	readonly updatedBefore?: RelativeDateTime;
}

/** Whether there is a filter by age. */
export function hasAge({ idleFor, createdBefore, updatedBefore }: AgeFilters): boolean {
	return [idleFor, createdBefore, updatedBefore].some((age) => age !== undefined);
}

/** Whether a filter asks for a time without changes. Messages count as changes. */
export function asksForIdle({ idleFor, updatedBefore }: AgeFilters): boolean {
	return idleFor !== undefined || updatedBefore !== undefined;
}
