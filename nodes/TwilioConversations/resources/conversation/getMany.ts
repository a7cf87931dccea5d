import type { IDataObject } from 'n8n-workflow';

import { LIST_CONVERSATIONS } from '../../../api/endpoints';
import { asFilledText } from '../../../api/json';
import { limit, returnAll } from '../../../shared/parameters/returnAll';
import { simplified } from '../../../shared/simplified/conversation';
import { collectRecords, type RecordTest } from '../collectRecords';
import { defineOperation } from '../define';
import { recordOutput, shorten } from '../shorten';
import { filters } from './conversationFilters';
import { toQuery, toTest } from './matching';

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many conversations',
	description:
		'Get conversations, filtered by customer, status, age, name, metadata, configuration or channel',
	endpoint: LIST_CONVERSATIONS,
	fields: [returnAll, limit, filters, ...recordOutput(simplified)],
	async execute({ client, endpoint, ids, hint, itemCount }, input) {
		const { filters: asked, returnAll: all, limit: most } = input;
		const isOfCustomer =
			asked.participantAddress !== undefined || asked.participantProfileId !== undefined;
		const open = new Set<unknown>();
		const records = await collectRecords(
			client,
			endpoint,
			{ ids, query: toQuery(asked) },
			{ returnAll: all, limit: most, newestBy: isOfCustomer ? lastUpdate : undefined },
			notingOpen(toTest(asked), open),
		);
		if (isOfCustomer && open.size > 1 && itemCount === 1) hint(severalOpen(open.size));
		return records.map((record) => shorten(record, input, simplified));
	},
});

/** Milliseconds since 1970; undefined where the record does not say. */
function lastUpdate({ updatedAt, createdAt }: IDataObject): number | undefined {
	const moment = Date.parse(asFilledText(updatedAt) ?? asFilledText(createdAt) ?? '');
	return Number.isNaN(moment) ? undefined : moment;
}

/** @param open gets the IDs of those that match and are not closed, also beyond the limit */
function notingOpen(test: RecordTest, open: Set<unknown>): RecordTest {
	return {
		...test,
		by: (now) => notingOpen(test.by?.(now) ?? test, open),
		decide: async (client, listed) => {
			const record = await test.decide(client, listed);
			if (record !== undefined && record.status !== 'CLOSED') open.add(record.id);
			return record;
		},
	};
}

const severalOpen = (count: number) =>
	`${count} conversations of this participant are open. The one that was updated last comes first: to go on with that one alone, set 'Limit' to 1.`;
