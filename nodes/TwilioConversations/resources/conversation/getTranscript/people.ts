import type { IDataObject } from 'n8n-workflow';

import { addressKey } from '../../../../api/address';
import { asFilledText, recordsIn } from '../../../../api/json';

/** The participants of a conversation, looked up by the author of a communication. */
export class People {
	private readonly byId = new Map<string, IDataObject>();

	private readonly byAddress = new Map<string, IDataObject>();

	constructor(participants: readonly IDataObject[]) {
		for (const participant of participants) {
			this.byId.set(String(participant.id), participant);
			for (const end of recordsIn(participant.addresses)) {
				this.byAddress.set(keyOf(end), participant);
			}
		}
	}

	/** Whether the participant that an author names by ID is known. */
	knows({ participantId }: IDataObject): boolean {
		const id = asFilledText(participantId);
		return id === undefined || this.byId.has(id);
	}

	/** @returns undefined for an author who is no participant */
	find(author: IDataObject): IDataObject | undefined {
		return this.byId.get(String(author.participantId)) ?? this.byAddress.get(keyOf(author));
	}
}

function keyOf({ channel, address }: IDataObject): string {
	return `${String(channel)} ${addressKey(asFilledText(address) ?? '')}`;
}
