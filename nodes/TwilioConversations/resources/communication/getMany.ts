import type { IDataObject } from 'n8n-workflow';

import { Cancelled } from '../../../api/cancellation';
import type { TwilioClient } from '../../../api/client';
import { collectRecords, contradicted } from '../collectRecords';
import { conversationId } from '../../../shared/parameters/ids';
import { simplify } from '../../../shared/parameters/simplify';
import { limit, returnAll } from '../../../shared/parameters/returnAll';
import { defineOperation } from '../define';
import { LIST_COMMUNICATIONS, LIST_PARTICIPANTS } from '../../../api/endpoints';
import { filtersCollection } from '../../../shared/parameters/filters';
import { stringField } from '../../../shared/fields/string';
import { authorId, simplified } from '../../../shared/simplified/communication';

const filters = filtersCollection(
	'filters',
	[
		stringField('channelId', 'Channel ID', {
			trimmed: true,
			placeholder: 'e.g. CAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
			description: 'SID of a call or message: only the communications that belong to it',
		}),
	],
	{ description: 'Which communications to return' },
);

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many communications',
	description: 'Get the communications of a conversation, all of them or those of a channel ID',
	endpoint: LIST_COMMUNICATIONS,
	fields: [conversationId, returnAll, limit, filters, simplify],
	async execute({ client, endpoint, ids }, input) {
		const { channelId } = input.filters;
		const query = { channelId };
		const records = await collectRecords(
			client,
			endpoint,
			{ ids, query },
			input,
			contradicted(query),
		);
		if (!input.simplify) return records;
		const isNamed = records.some((record) => authorId(record) !== undefined);
		const participants = isNamed ? await readParticipants(client, ids) : undefined;
		return records.map((record) => simplified(record, participants));
	},
});

/**
 * The participants of a conversation by ID. It costs one more request and gives every author a name.
 * If it fails, the communications are returned without names.
 *
 * @throws Cancelled
 */
async function readParticipants(
	client: TwilioClient,
	ids: { conversationId: string },
): Promise<Map<string, IDataObject>> {
	const all = { returnAll: true, limit: Infinity };
	return await collectRecords(client, LIST_PARTICIPANTS, { ids }, all)
		.then((records) => new Map(records.map((record) => [String(record.id), record])))
		.catch((error: unknown) => {
			if (error instanceof Cancelled) throw error;
			return new Map();
		});
}
