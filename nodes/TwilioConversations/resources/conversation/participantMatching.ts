import type { IDataObject } from 'n8n-workflow';

import { addressKey } from '../../../api/address';
import { asFilledText, recordsIn } from '../../../api/json';
import { isAgentType } from '../../../shared/parameters/participants';

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

/**
 * The addresses of a conversation's customers; without any, of all participants who are not agents.
 *
 * @returns e.g. `+15017122661, whatsapp:+15017122661`; undefined if there are none
 */
export function customerAddress({ participants }: IDataObject): string | undefined {
	const others = recordsIn(participants).filter((one) => !isAgentType(one.type));
	const customers = others.filter(({ type }) => type === 'CUSTOMER');
	const addresses = (customers.length > 0 ? customers : others).flatMap(addressesOf);
	return asFilledText([...new Set(addresses)].join(', '));
}

function addressesOf({ addresses }: IDataObject): string[] {
	return recordsIn(addresses)
		.map(({ address }) => asFilledText(address))
		.filter((address) => address !== undefined);
}
