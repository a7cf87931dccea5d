import type { IDataObject } from 'n8n-workflow';

import { isRecord, withoutNulls } from '../../../api/json';

/** twilio 6.2, UpdateParticipantInConversationRequest. */
const WRITABLE = ['name', 'type', 'profileId', 'addresses'] as const;

/**
 * The whole participant as Twilio's PUT takes it. The PUT clears what is left out, and has no null.
 *
 * @param current the participant as it is; empty where all that is not entered is to be cleared
 * @param entered what is to be different; null clears a member
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
