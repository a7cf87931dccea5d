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
	const key = address === undefined ? undefined : addressKey(address);
	return (
		(key === undefined ||
			all.some((one) => addressesOf(one).some((own) => addressKey(own) === key))) &&
		(profileId === undefined || all.some((one) => one.profileId === profileId))
	);
}
