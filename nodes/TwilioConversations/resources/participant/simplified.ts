import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../api/problem';

/** What most workflows need of a participant: addresses become one line each. */
export function simplified(participant: IDataObject): IDataObject {
	const { id, conversationId, name, type, profileId, addresses, createdAt, updatedAt } =
		participant;
	return {
		id,
		conversationId,
		name,
		type,
		profileId,
		addresses: addressLines(addresses),
		createdAt,
		updatedAt,
	};
}

/** @returns e.g. `['SMS +15017122661']` */
export function addressLines(addresses: IDataObject[string]): string[] {
	const list = Array.isArray(addresses) ? addresses.filter(isRecord) : [];
	return list.map(({ channel, address }) => `${String(channel)} ${String(address)}`);
}
