import type { IDataObject, INode } from 'n8n-workflow';

import { addressKey } from '../../../api/address';
import { asFilledText, asRecord, recordsIn } from '../../../api/json';
import { isAgentType } from '../../../shared/simplified/people';
import type { People } from '../people';
import { noAuthor, noSender, severalSenders } from './noReply';
import { typeOf } from './whoWrote';

/**
 * Sender and recipient of a reply: those of the message that is answered, turned round.
 *
 * @param message a whole record, by somebody else than an agent
 * @returns both in a form that Twilio takes
 * @throws NodeApiError when the message does not say who wrote it, or to which one of the own
 *   addresses
 */
export function turnedRound(
	node: INode,
	message: IDataObject,
	people: People,
): { from: IDataObject; to: IDataObject } {
	const to = asEnd(asRecord(message.author));
	if (to === undefined) throw noAuthor(node, message);
	const senders = ownEnds(message, people)
		.map(asEnd)
		.filter((end) => end !== undefined);
	const [from, another] = distinct(senders);
	if (from === undefined) throw noSender(node, message);
	if (another !== undefined) throw severalSenders(node, message, distinct(senders));
	return { from, to };
}

/**
 * The own side among the recipients: the agents; where nobody is called one, whoever is no customer
 * either. On the channel of the message, since there is no reply across channels.
 */
function ownEnds({ author: value, recipients }: IDataObject, people: People): IDataObject[] {
	const author = asRecord(value);
	const onChannel = recordsIn(recipients).filter(
		({ channel }) => channel === undefined || channel === author.channel,
	);
	const agents = onChannel.filter((end) => isAgentType(typeOf(end, people)));
	if (agents.length > 0) return agents;
	return onChannel.filter(
		(end) => typeOf(end, people) !== 'CUSTOMER' && keyOf(end) !== keyOf(author),
	);
}

/**
 * An address with its channel says most exactly whom the message came from; a participant is named
 * where there is none (twilio 6.2, ConversationsV2SendMessageParticipant).
 *
 * @returns undefined where it names nobody
 */
function asEnd({ address, channel, participantId }: IDataObject): IDataObject | undefined {
	const named = asFilledText(channel) === undefined ? {} : { channel };
	if (asFilledText(address) !== undefined && 'channel' in named) return { ...named, address };
	if (asFilledText(participantId) !== undefined) return { ...named, participantId };
	return undefined;
}

function distinct(ends: readonly IDataObject[]): IDataObject[] {
	return [...new Map(ends.map((end) => [keyOf(end), end])).values()];
}

function keyOf({ address, channel, participantId }: IDataObject): string {
	const key = addressKey(asFilledText(address) ?? '');
	return key === '' ? `participant ${String(participantId)}` : `${String(channel)} ${key}`;
}
