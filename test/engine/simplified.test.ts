import type { IDataObject } from 'n8n-workflow';

import { addCommunication } from '../support/addRecords';
import { useEmulator } from '../support/useEmulator';

const service = useEmulator();

/** By n8n's UX guidelines. */
const MOST_FIELDS = 10;

/**
 * All IDs in a record, at any depth. Not the account's, which the credential has, not those in a
 * conversation's copy of its configuration, which Simplify drops as a whole, and not the profile of
 * a conversation's participant, which the participant has.
 */
function idsIn(value: unknown, key = '', depth = 0): string[] {
	if (['accountId', 'configuration'].includes(key)) return [];
	if (key === 'profileId' && depth > 1) return [];
	if (typeof value === 'string') return /^id$|Id$/.test(key) ? [value] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([inner, member]) => idsIn(member, inner, depth + 1));
}

/** The first record of a list as Twilio sends it, and simplified. */
async function bothWays(resource: string, parameters = {}): Promise<IDataObject[]> {
	const first = async (simplify: boolean) => {
		const { json } = await service.run(resource, 'getAll', { ...parameters, simplify });
		return json[0];
	};
	return [await first(false), await first(true)];
}

/** Kept as the API has them: keys of the user, and settings that are changed and written back. */
const OBJECTS = ['metadata', 'channelSettings'];

/** Whether the editor's table shows a value in a line of text, or in one for each entry. */
function isFlat(value: unknown): boolean {
	return Array.isArray(value) ? value.every((entry) => !isObject(entry)) : !isObject(value);
}

function isObject(value: unknown): boolean {
	return typeof value === 'object' && value !== null;
}

describe.each(['configuration', 'conversation', 'participant', 'communication'])(
	'a simplified %s',
	(resource) => {
		const read = async () => {
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
			return await bothWays(resource, isInside ? inside : {});
		};

		it('has no more fields than n8n asks for, and all its IDs', async () => {
			const [raw, short] = await read();
			expect(Object.keys(short).length).toBeLessThanOrEqual(MOST_FIELDS);
			expect(idsIn(raw).length).toBeGreaterThan(0);
			expect(Object.values(short).flat()).toEqual(expect.arrayContaining(idsIn(raw)));
		});

		it('is flat, and has its IDs behind what people look for', async () => {
			const [, short] = await read();
			const nested = Object.entries(short).filter(([, value]) => !isFlat(value));
			expect(nested.map(([name]) => name).filter((name) => !OBJECTS.includes(name))).toEqual([]);
			const names = Object.keys(short);
			const firstId = names.findIndex((name) => /^id$/.test(name));
			expect(names.slice(0, firstId).filter((name) => /Ids?$/.test(name))).toEqual([]);
			expect(firstId).toBeGreaterThan(2);
		});
	},
);
