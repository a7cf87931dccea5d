import type { IDataObject } from 'n8n-workflow';

import { addressLines } from '../../api/address';

/** The members that most workflows need, with one line per address. */
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
