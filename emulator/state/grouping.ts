import type { Address, ConfigurationSettings, ParticipantRecord } from './records';

/** The same number on SMS, WhatsApp and RCS is one address for grouping across channels. */
function bareAddress({ address }: Address): string {
	return address.replace(/^(whatsapp|rcs):/, '');
}

/**
 * Keys to look up an open conversation of a configuration by. Two open conversations of one
 * configuration never share a key.
 *
 * GROUP_BY_PROFILE: one key per CUSTOMER participant, its profile, or its addresses if no profile
 * is known. The address groupings: the set of all addresses, with the channel type if the grouping
 * says so. Source: SDK 6.2, `ConversationsV2ConversationGroupingType`; the exact rule of the
 * service is not public, this is the simplest reading.
 */
export function groupKeys(
	configurationId: string,
	{ conversationGroupingType }: ConfigurationSettings,
	participants: readonly ParticipantRecord[],
): string[] {
	if (conversationGroupingType === 'GROUP_BY_PROFILE') {
		return participants
			.filter(
				({ type, addresses, profileId }) => type === 'CUSTOMER' && (profileId || addresses[0]),
			)
			.map(({ profileId, addresses }) => {
				const who = profileId ?? addresses.map(bareAddress).sort().join(',');
				return `${configurationId}|${who}`;
			});
	}
	const withChannel =
		conversationGroupingType === 'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE';
	const addresses = participants.flatMap((participant) =>
		participant.addresses.map((entry) =>
			withChannel ? `${entry.channel}:${bareAddress(entry)}` : bareAddress(entry),
		),
	);
	if (addresses.length === 0) return [];
	return [`${configurationId}|${[...new Set(addresses)].sort().join(',')}`];
}
