import type { IDataObject } from 'n8n-workflow';

import { isRecord } from './answers/problem';

/** For Twilio's PUTs, which have no null: what is left out is cleared. */
export function withoutNulls(record: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}

/**
 * The addresses of a participant, one line each.
 *
 * @returns e.g. `['SMS +15017122661']`
 */
export function addressLines(addresses: IDataObject[string]): string[] {
	const list = Array.isArray(addresses) ? addresses.filter(isRecord) : [];
	return list.map(({ channel, address }) => `${String(channel)} ${String(address)}`);
}
