import type { IDataObject } from 'n8n-workflow';

/** @returns whether a value is a JSON object (not null, not an array) */
export function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns the value if it is a JSON object, else an empty one */
export function asRecord(value: unknown): IDataObject {
	return isRecord(value) ? value : {};
}

/** @returns the JSON objects in a list; none if the value is no list */
export function recordsIn(value: unknown): IDataObject[] {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** @returns the value if it is a text that is not empty */
export function asFilledText(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** For Twilio's PUTs, which accept no null: members left out are cleared. */
export function withoutNulls(record: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}
