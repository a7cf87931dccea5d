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
		const named = all.filter(({ id }) => asFilledText(id) !== undefined);
		this.byId = new Map(named.map((participant) => [String(participant.id), participant]));
		for (const participant of all) {
			for (const end of recordsIn(participant.addresses)) {
				for (const key of keysOf(end)) this.byAddress.set(key, participant);
			}
		}
	}

	/** Whether the participant that an author names by ID is known. */
	knows({ participantId }: IDataObject): boolean {
		const id = asFilledText(participantId);
		return id === undefined || this.byId.has(id);
	}

	/**
	 * Finds an author by ID; else by address on the same channel; else by address alone, since a number
	 * is the same person's on WhatsApp and on the telephone.
	 *
	 * @returns undefined for an author who is no participant
	 */
	find(author: IDataObject): IDataObject | undefined {
		const id = asFilledText(author.participantId);
		const known = id === undefined ? undefined : this.byId.get(id);
		return [known, ...keysOf(author).map((key) => this.byAddress.get(key))].find(
			(participant) => participant !== undefined,
		);
	}
}

/** @returns keys to find an address by, the most exact one first; none where there is no address */
function keysOf({ channel, address }: IDataObject): string[] {
	const key = addressKey(asFilledText(address) ?? '');
	return key === '' ? [] : [`${String(channel)} ${key}`, key];
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

/**
 * The participants that a conversation shows; listed where it does not show all of them with their types
 * and addresses, or not somebody who wrote.
 *
 * @param authors of communications
 * @throws NodeApiError as `TwilioClient.request`
 */
export async function readPeople(
	client: TwilioClient,
	ids: { readonly conversationId: string },
	{ participants }: IDataObject,
	authors: readonly IDataObject[],
): Promise<People> {
	const shown = recordsIn(participants);
	const people = new People(shown);
	const isShown =
		Array.isArray(participants) &&
		shown.length === participants.length &&
		shown.every(isWhole) &&
		authors.every((author) => people.knows(author));
	return isShown ? people : new People(await listParticipants(client, ids));
}

function isWhole({ id, type, addresses }: IDataObject): boolean {
	return [id, type].every((text) => asFilledText(text) !== undefined) && Array.isArray(addresses);
}
