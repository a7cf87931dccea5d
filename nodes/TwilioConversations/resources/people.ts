import type { IDataObject } from 'n8n-workflow';

import { addressKey } from '../../api/address';
import type { TwilioClient } from '../../api/client';
import { LIST_PARTICIPANTS } from '../../api/endpoints';
import { asFilledText, recordsIn } from '../../api/json';
import { listPages, MAX_PAGE_SIZE } from '../../api/paging';

/** The participants of a conversation, looked up by the author of a communication. */
export class People {
	readonly byId: ReadonlyMap<string, IDataObject>;

	private readonly byAddress = new Map<string, IDataObject>();

	constructor(readonly all: readonly IDataObject[]) {
		this.byId = new Map(all.map((participant) => [String(participant.id), participant]));
		for (const participant of all) {
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

/**
 * @returns all participants of a conversation
 * @throws NodeApiError as `TwilioClient.request`
 */
export async function listParticipants(
	client: TwilioClient,
	ids: { readonly conversationId: string },
): Promise<IDataObject[]> {
	const participants: IDataObject[] = [];
	const call = { ids, pageSize: MAX_PAGE_SIZE };
	for await (const page of listPages(client, LIST_PARTICIPANTS, call)) participants.push(...page);
	return participants;
}
