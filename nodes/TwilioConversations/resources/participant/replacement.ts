import type { IDataObject } from 'n8n-workflow';

import { isRecord, withoutNulls } from '../../../api/json';

/** twilio 6.2, UpdateParticipantInConversationRequest. */
const WRITABLE = ['name', 'type', 'profileId', 'addresses'] as const;

/**
 * The complete participant for Twilio's PUT, which clears members left out and accepts no null.
 *
 * @param current the existing participant; empty to clear everything that was not entered
 * @param entered the changes; null clears a field
 */
export function replacement(current: IDataObject, entered: IDataObject): IDataObject {
	const addresses = Array.isArray(current.addresses) ? current.addresses.filter(isRecord) : [];
	const members: IDataObject = withoutNulls({
		...current,
		...(addresses.length > 0 && { addresses: addresses.map(withoutNulls) }),
		...entered,
	});
	return Object.fromEntries(
		WRITABLE.filter((name) => name in members).map((name) => [name, members[name]]),
	);
}
