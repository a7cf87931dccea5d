import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../api/json';
import { addressLines } from '../../api/address';

/** The members that most workflows need: no copy of its configuration, one line per address. */
export function simplified(conversation: IDataObject): IDataObject {
	const { id, name, status, configurationId, createdAt, updatedAt, metadata, participants } =
		conversation;
	return {
		id,
		name,
		status,
		configurationId,
		createdAt,
		updatedAt,
		metadata,
		participants: Array.isArray(participants) ? participants.filter(isRecord).map(person) : [],
	};
}

function person({ id, name, type, profileId, addresses }: IDataObject): IDataObject {
	return { id, name, type, profileId, addresses: addressLines(addresses) };
}
