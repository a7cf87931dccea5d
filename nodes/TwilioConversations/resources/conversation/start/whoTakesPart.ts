import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { TwilioClient } from '../../../../api/client';
import { statusOf } from '../../../../api/answers/errors';
import { CREATE_PARTICIPANT } from '../../../../api/endpoints';
import { recordsIn } from '../../../../api/json';
import { listParticipants } from '../participants';
import { takesPart } from '../participantMatching';
import type { Side } from './parameters';
import { GOES_ON, type SoFar } from './soFar';

/** A side, and what a message calls it. */
export interface Named {
	readonly side: Side;
	readonly called: string;
}

/** A side as the API takes a participant. */
export function asParticipant({ channel, address, ...person }: Side): IDataObject {
	return { ...person, addresses: [{ channel, address }] };
}

/**
 * Who takes part in a conversation.
 *
 * @param record the conversation as Twilio answered it
 * @throws NodeApiError as `TwilioClient.request`
 */
export async function participantsOf(
	client: TwilioClient,
	{ id, participants }: IDataObject,
): Promise<IDataObject[]> {
	if (Array.isArray(participants)) return recordsIn(participants);
	return await listParticipants(client, { conversationId: String(id) });
}

/**
 * Adds who does not take part yet. Whoever is there stays as it is, also with another type or name, or
 * with the same number on another channel: that is the same person.
 *
 * @param record the conversation as Twilio answered it
 * @returns all participants, those of the sides first
 * @throws NodeApiError that says how far the start has come
 */
export async function completed(
	client: TwilioClient,
	record: IDataObject,
	sides: readonly Named[],
	soFar: SoFar,
): Promise<IDataObject[]> {
	const known = await participantsOf(client, record).catch(async (error: unknown) => {
		const what = 'its participants could not be read';
		throw await soFar.explain(error, { what, wayOut: GOES_ON, mayHaveRun: false });
	});
	const wanted: IDataObject[] = [];
	for (const named of sides) {
		wanted.push(ownerOf(known, named.side) ?? (await add(client, named, soFar)));
	}
	return [...new Set([...wanted, ...known])];
}

function ownerOf(participants: readonly IDataObject[], { address }: Side): IDataObject | undefined {
	const wanted = { address, profileId: undefined };
	return participants.find((one) => takesPart([one], wanted, 'anybody'));
}

async function add(
	client: TwilioClient,
	{ side, called }: Named,
	soFar: SoFar,
): Promise<IDataObject> {
	const ids = { conversationId: soFar.conversationId };
	const added = await client
		.request(CREATE_PARTICIPANT, { ids, body: asParticipant(side) })
		.then(({ body }) => body)
		.catch(async (error: unknown) => {
			const there = await addedAllTheSame(client, ids, side, error);
			if (there !== undefined) return there;
			const what = `${called} could not be added`;
			throw await soFar.explain(error, { what, wayOut: GOES_ON, mayHaveRun: false });
		});
	soFar.add(String(added.id));
	return added;
}

/**
 * Twilio may have added somebody and only the answer was lost, or another run was faster: then a look
 * finds who was asked for. Asking once more could add somebody twice.
 */
async function addedAllTheSame(
	client: TwilioClient,
	ids: { conversationId: string },
	side: Side,
	error: unknown,
): Promise<IDataObject | undefined> {
	if (!(error instanceof NodeApiError)) return undefined;
	if (error.context.mayHaveRun !== true && statusOf(error) !== 409) return undefined;
	// What cannot be looked at stays what it was: not known to be there.
	const now = await listParticipants(client, ids).catch(() => []);
	return ownerOf(now, side);
}
