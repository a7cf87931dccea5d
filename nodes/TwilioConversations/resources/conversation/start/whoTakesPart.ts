import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { TwilioClient } from '../../../../api/client';
import { statusOf } from '../../../../api/answers/errors';
import { CREATE_PARTICIPANT } from '../../../../api/endpoints';
import { recordsIn } from '../../../../api/json';
import { listParticipants } from '../../people';
import { takesPart } from '../participantMatching';
import type { Side } from './parameters';
import { GOES_ON, type SoFar } from './soFar';

/** A side, and its name in a message. */
export interface Named {
	readonly side: Side;
	readonly called: string;
}

/** @returns a side as a participant of the API */
export function asParticipant({ channel, address, ...person }: Side): IDataObject {
	return { ...person, addresses: [{ channel, address }] };
}

/**
 * Reads the participants of a conversation.
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
 * Adds the sides that do not take part yet. An existing participant stays unchanged, even if type or
 * name differ. The same number on another channel is the same participant.
 *
 * @param record the conversation as Twilio answered it
 * @returns all participants, customer and own side first
 * @throws NodeApiError that says how far the start has come
 */
export async function withMissingAdded(
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
 * Finds a participant whose request failed, but who is there: the answer was lost, or another
 * execution was faster. Repeating the request could add the participant twice.
 */
async function addedAllTheSame(
	client: TwilioClient,
	ids: { conversationId: string },
	side: Side,
	error: unknown,
): Promise<IDataObject | undefined> {
	if (!(error instanceof NodeApiError)) return undefined;
	if (error.context.mayHaveRun !== true && statusOf(error) !== 409) return undefined;
	// If that fails too, the first error is the one to show.
	const now = await listParticipants(client, ids).catch(() => []);
	return ownerOf(now, side);
}
