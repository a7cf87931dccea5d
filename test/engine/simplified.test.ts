import type { IDataObject } from 'n8n-workflow';

import { addCommunication } from '../support/addRecords';
import { useEmulator } from '../support/useEmulator';

const service = useEmulator();

/** By n8n's UX guidelines. */
const MOST_FIELDS = 10;

/**
 * All IDs in a record, at any depth. Not the account's, which the credential has, and not those in a
 * conversation's copy of its configuration, which Simplify drops as a whole.
 */
function idsIn(value: unknown, key = ''): string[] {
	if (['accountId', 'configuration'].includes(key)) return [];
	if (typeof value === 'string') return /^id$|Id$/.test(key) ? [value] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([inner, member]) => idsIn(member, inner));
}

/** The first record of a list as Twilio sends it, and simplified. */
async function bothWays(resource: string, parameters = {}): Promise<IDataObject[]> {
	const first = async (simplify: boolean) => {
		const { json } = await service.run(resource, 'getAll', { ...parameters, simplify });
		return json[0];
	};
	return [await first(false), await first(true)];
}

it.each(['configuration', 'conversation', 'participant', 'communication'])(
	'a simplified %s has no more fields than n8n asks for, and all its IDs',
	async (resource) => {
		const address = { channel: 'SMS', address: '+15017122661' } as const;
		const conversation = service.conversation({
			participants: [
				{ name: 'Ada', type: 'CUSTOMER', profileId: 'profile_1', addresses: [address] },
			],
		});
		const [{ id: participantId }] = conversation.participants;
		addCommunication(service.emulator, conversation, {
			author: { ...address, participantId },
			recipients: [{ channel: 'SMS', address: '+15017122662', participantId: 'participant_2' }],
			channelId: 'SM1',
		});
		const inside = { conversationId: conversation.id };
		const isInside = resource === 'participant' || resource === 'communication';
		const [raw, short] = await bothWays(resource, isInside ? inside : {});
		expect(Object.keys(short).length).toBeLessThanOrEqual(MOST_FIELDS);
		expect(idsIn(raw).length).toBeGreaterThan(0);
		expect(idsIn(short)).toEqual(expect.arrayContaining(idsIn(raw)));
	},
);
