import type { IDataObject } from 'n8n-workflow';

import { addressKey } from '../../../api/address';
import { apiError } from '../../../api/answers/errors';
import type { TwilioClient } from '../../../api/client';
import { readBefore } from '../../../api/jobs/readBefore';
import { asFilledText, recordsIn } from '../../../api/json';
import { SENDABLE_CHANNELS } from '../../../shared/parameters/channels';
import { listParticipants } from '../people';

type Ids = { readonly conversationId: string };

const sendable = new Set(SENDABLE_CHANNELS.map(({ value }) => value));

/** Whether an end is an address alone, which Twilio does not take. */
function isOpen({ participantId, channel }: IDataObject): boolean {
	return participantId === undefined && asFilledText(channel) === undefined;
}

/**
 * Finds the channels of addresses that were entered without one, among the participants. Nothing is
 * requested where there are none.
 *
 * @param payload of a message: `from`, `to`, …
 * @returns the payload, all of whose ends Twilio takes
 * @throws NodeApiError that says that nothing was sent, where an address has no channel or several
 */
export async function withChannels<
	Payload extends { readonly from: IDataObject; readonly to: readonly IDataObject[] },
>(client: TwilioClient, ids: Ids, payload: Payload) {
	const { from, to } = payload;
	if (![from, ...to].some(isOpen)) return { ...payload, from, to: [...to] };
	const known = (
		await readBefore('participants', async () => await listParticipants(client, ids))
	).flatMap(({ addresses }) => recordsIn(addresses));
	const found = (end: IDataObject) => (isOpen(end) ? onlyOne(client, ids, end, known) : end);
	return { ...payload, from: found(from), to: to.map(found) };
}

function onlyOne(
	client: TwilioClient,
	{ conversationId }: Ids,
	{ address: entered }: IDataObject,
	known: readonly IDataObject[],
): IDataObject {
	const wanted = String(entered);
	const matching = known.filter(
		({ channel, address }) =>
			sendable.has(String(channel)) && addressKey(String(address)) === addressKey(wanted),
	);
	const ends = new Map(
		matching.map(({ channel, address }) => [String(channel), { channel, address }]),
	);
	const [end] = ends.values();
	if (ends.size === 1) return end;
	const [message, wayOut] =
		ends.size === 0
			? [
					`Nobody in the conversation "${conversationId}" can be reached at the address "${wanted}"`,
					"Choose its channel in 'Channel', or a participant.",
				]
			: [
					`The address "${wanted}" has several channels in the conversation "${conversationId}": ${[...ends.keys()].join(', ')}`,
					"Choose one of them in 'Channel'.",
				];
	const description = `Nothing was sent. ${wayOut}`;
	throw apiError(
		client.node,
		{ message, description, failure: { cause: 'configuration-invalid' } },
		{ conversationId, mayHaveRun: false },
	);
}
