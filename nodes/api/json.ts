import type { IDataObject } from 'n8n-workflow';

/** @returns whether a value is a JSON object (not null, not an array) */
export function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns the value where it is a JSON object, else one without members */
export function asRecord(value: unknown): IDataObject {
	return isRecord(value) ? value : {};
}

/** @returns the JSON objects in a list; none where the value is no list */
export function recordsIn(value: unknown): IDataObject[] {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** @returns the value where it is a text with something in it */
export function asFilledText(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** For Twilio's PUTs, which have no null: what is left out is cleared. */
export function withoutNulls(record: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}
