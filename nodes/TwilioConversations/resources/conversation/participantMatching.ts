import type { IDataObject } from 'n8n-workflow';

import { addressKey } from '../../../api/address';
import { recordsIn } from '../../../api/json';
import { addressesOf, isAgentType } from '../../../shared/simplified/people';

/** Whose address or profile counts: that of every participant, or not that of agents. */
export type Who = 'anybody' | 'notAgents';

/**
 * Whether a participant with this address or profile is in a conversation.
 *
 * @param participants of the conversation
 * @param wanted an address in any notation, and a profile; undefined members are not tested
 */
export function takesPart(
	participants: unknown,
	wanted: { address: string | undefined; profileId: string | undefined },
	who: Who,
): boolean {
	const all = recordsIn(participants).filter((one) => who === 'anybody' || !isAgentType(one.type));
	const { address, profileId } = wanted;
	return (
		(address === undefined || all.some(hasAddress(address))) &&
		(profileId === undefined || all.some((one) => one.profileId === profileId))
	);
}

/**
 * Whether an address in a conversation may be that of the own side, although it is no agent's: others
 * are no agents either, and it is not called a customer's. Twilio's bridge from v1 makes customer and
 * own side UNKNOWN alike (twilio-agent-connect-typescript pull request 23).
 */
export function mayBeOwnSide(participants: unknown, address: string): boolean {
	const others = recordsIn(participants).filter(({ type }) => !isAgentType(type));
	const holders = others.filter(hasAddress(address));
	return holders.length < others.length && !holders.some(({ type }) => type === 'CUSTOMER');
}

function hasAddress(address: string): (participant: IDataObject) => boolean {
	const key = addressKey(address);
	return (participant) => addressesOf(participant).some((own) => addressKey(own) === key);
}
