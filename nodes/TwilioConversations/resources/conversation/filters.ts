import type { IDataObject } from 'n8n-workflow';

import type { TwilioClient } from '../../../api/client';
import { isNotFound } from '../../../api/errors';
import { configurationId } from '../common';
import { FETCH_CONVERSATION } from '../endpoints';
import { choices } from '../fields/choice';
import { moment } from '../fields/scalar';
import { text } from '../fields/text';
import type { Partially } from '../fields/composite';
import { filtersOf } from '../fields/filters';
import { optionalId } from '../fields/locator';
import { STATUSES } from './fields';

/** What both Get Many and Clean Up can look for. */
export const sharedFilters = [
	text('channelId', 'Channel ID', {
		trimmed: true,
		placeholder: 'e.g. CAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
		description: 'SID of a call or message: only the conversations it belongs to',
	}),
	optionalId({
		...configurationId,
		property: {
			...configurationId.property,
			description: 'Only conversations that follow this configuration',
		},
	}),
	moment('createdBefore', 'Created Before', {
		description: 'Only conversations that were created before this moment',
	}),
	text('nameContains', 'Name Contains', {
		placeholder: 'e.g. Order',
		description: 'Only conversations with this text in their name, upper or lower case',
	}),
	choices('status', 'Status', STATUSES, {
		description: 'Only conversations with one of these statuses',
	}),
] as const;

const filterFields = [
	...sharedFilters,
	moment('updatedBefore', 'Updated Before', {
		description:
			'Only conversations that have not changed since this moment, e.g. the idle ones of a clean-up',
	}),
] as const;

export const filters = filtersOf('filters', filterFields, {
	description: 'Which conversations to return. All filters have to match.',
});

export type Filters = Partially<typeof filterFields>;

/** The filters that Twilio applies itself. */
export function toQuery({ status, channelId }: Filters): IDataObject {
	return { status, channelId };
}

/**
 * The filters that Twilio does not have, as a test for one record.
 *
 * Twilio says that listed records may lack fields, so a record that lacks one that is needed is
 * fetched by itself.
 *
 * @returns undefined where there is nothing to test
 */
export function toTest(client: TwilioClient, filters: Filters) {
	const tests: Array<{ field: string; accepts: (value: unknown) => boolean }> = [];
	const { configurationId: configuration, createdBefore, nameContains, updatedBefore } = filters;
	if (configuration !== undefined) {
		tests.push({ field: 'configurationId', accepts: (value) => value === configuration });
	}
	if (createdBefore !== undefined) {
		tests.push({ field: 'createdAt', accepts: (value) => isBefore(value, createdBefore) });
	}
	if (updatedBefore !== undefined) {
		tests.push({ field: 'updatedAt', accepts: (value) => isBefore(value, updatedBefore) });
	}
	if (nameContains !== undefined) {
		const part = nameContains.toLowerCase();
		tests.push({
			field: 'name',
			accepts: (value) => typeof value === 'string' && value.toLowerCase().includes(part),
		});
	}
	if (tests.length === 0) return undefined;

	return async (listed: IDataObject): Promise<IDataObject | undefined> => {
		const lacking = tests.some(({ field }) => listed[field] === undefined);
		const record = lacking ? await fetchWhole(client, listed) : listed;
		const accepted = record && tests.every(({ field, accepts }) => accepts(record[field]));
		return accepted ? record : undefined;
	};
}

/** A record without a usable date is never taken for an old one: clean-up would delete it. */
function isBefore(value: unknown, moment: Date): boolean {
	return typeof value === 'string' && Date.parse(value) < moment.getTime();
}

/** @returns undefined when it was deleted since it was listed */
async function fetchWhole(
	client: TwilioClient,
	{ id }: IDataObject,
): Promise<IDataObject | undefined> {
	return await client
		.request(FETCH_CONVERSATION, { ids: { conversationId: String(id) } })
		.then(({ body }) => body)
		.catch((error: unknown) => {
			if (isNotFound(error)) return undefined;
			throw error;
		});
}
