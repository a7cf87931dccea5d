import type { IDataObject } from 'n8n-workflow';

import { addressLines } from '../../api/address';

/** The members that most workflows need, with one line per address. */
export function simplified(participant: IDataObject): IDataObject {
	const { id, conversationId, name, type, profileId, addresses, createdAt, updatedAt } =
		participant;
	return {
		name: name ?? null,
		type: type ?? null,
		addresses: addressLines(addresses),
		createdAt: createdAt ?? null,
		updatedAt: updatedAt ?? null,
		id: id ?? null,
		conversationId: conversationId ?? null,
		profileId: profileId ?? null,
	};
}
