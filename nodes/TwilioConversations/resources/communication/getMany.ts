import { Cancelled } from '../../../api/cancellation';
import type { TwilioClient } from '../../../api/client';
import { collectRecords } from '../collectRecords';
import { conversationId } from '../../../shared/parameters/ids';
import { limit, returnAll } from '../../../shared/parameters/returnAll';
import { booleanField } from '../../../shared/fields/boolean';
import { defineOperation } from '../define';
import { isRaw, recordOutput, shorten } from '../shorten';
import { LIST_COMMUNICATIONS } from '../../../api/endpoints';
import { authorId, simplified } from '../../../shared/simplified/communication';
import { listParticipants, People } from '../people';
import { filters } from './communicationFilters';
import { occurredAt, toTest } from './matching';

const newestFirst = booleanField('newestFirst', 'Newest First', false, {
	description:
		"Whether to return the latest first, e.g. the last 10 with a limit of 10. The whole list is read for it, because Twilio's has no documented order.",
});

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many communications',
	description:
		'Get the communications of a conversation, filtered by time, author or channel ID, the newest first if you like',
	endpoint: LIST_COMMUNICATIONS,
	fields: [conversationId, returnAll, limit, newestFirst, filters, ...recordOutput(simplified)],
	async execute({ client, endpoint, ids }, input) {
		const { channelId, authorType } = input.filters;
		// Only the participant shows the author's type, so without participants this filter cannot
		// work.
		const types = authorType && new People(await listParticipants(client, ids));
		const { returnAll: all, limit: most } = input;
		const records = await collectRecords(
			client,
			endpoint,
			{ ids, query: { channelId } },
			{ returnAll: all, limit: most, newestBy: input.newestFirst ? occurredAt : undefined },
			toTest(input.filters, {
				ids,
				people: types ?? new People([]),
				needsTime: input.newestFirst,
				now: Date.now(),
			}),
		);
		if (isRaw(input)) return records;
		const isNamed = records.some((record) => authorId(record) !== undefined);
		const people = types ?? (isNamed ? await peopleOrNone(client, ids) : undefined);
		return records.map((record) =>
			shorten(record, input, (whole) => simplified(whole, people?.byId)),
		);
	},
});

/**
 * One more request, to give every author a name. The names are an extra: if the request fails, the
 * communications are returned without them.
 *
 * @throws Cancelled
 */
async function peopleOrNone(
	client: TwilioClient,
	ids: { conversationId: string },
): Promise<People> {
	const participants = await listParticipants(client, ids).catch((error: unknown) => {
		if (error instanceof Cancelled) throw error;
		return [];
	});
	return new People(participants);
}
