import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { TwilioClient } from '../api/client';
import { Crew } from '../api/crew';
import { statusOf } from '../api/errors';
import { listPages, MAX_PAGE_SIZE } from '../api/paging';
import { conversationList, readConversation } from './callbackLists';
import { addUrl, removeUrl } from './statusCallbacks';

/** An activation has to end; what lies beyond is counted and said. */
const MAX_CONVERSATIONS = 1000;

/** What became of the conversations that were open. */
export interface Tally {
	done: number;
	/** Closed or deleted meanwhile, or without room for another URL. */
	skipped: number;
	/** Not looked at, because there were more than the bound. */
	beyond: number;
}

/**
 * Adds a URL to the open conversations of a configuration, or takes it out. They keep a copy of the
 * callbacks that the configuration had when they began, so changing the configuration does not
 * reach them.
 *
 * @throws NodeApiError when Twilio cannot be reached or does not accept the credential
 */
export async function changeOpenConversations(
	client: TwilioClient,
	configurationId: string,
	change: typeof addUrl | typeof removeUrl,
	url: string,
): Promise<Tally> {
	const tally: Tally = { done: 0, skipped: 0, beyond: 0 };
	const open: string[] = [];
	for await (const page of listOpen(client)) {
		const owners = await sideBySide(client, page, configurationOf);
		for (const [index, { id }] of page.entries()) {
			if (owners[index] !== configurationId) continue;
			if (open.length < MAX_CONVERSATIONS) open.push(String(id));
			else tally.beyond++;
		}
	}
	await sideBySide(client, open, async (own, id) => {
		const done = await change(own, conversationList(own, id), url).then(
			() => true,
			(error: unknown) => {
				if (!concernsOne(error)) throw error;
				return false;
			},
		);
		tally[done ? 'done' : 'skipped']++;
	});
	return tally;
}

/**
 * Does the same for all of them. Once it has failed for one nothing more begins, and it only ends when
 * what was begun has ended: n8n cleans up right after, and must not be overtaken.
 *
 * @throws what the first that failed threw
 */
async function sideBySide<One, Result>(
	client: TwilioClient,
	all: readonly One[],
	task: (own: TwilioClient, one: One) => Promise<Result>,
): Promise<Result[]> {
	const crew = new Crew(client);
	const failures: unknown[] = [];
	const ended = await Promise.all(
		all.map(async (one) => {
			try {
				return [await crew.run(async (own) => await task(own, one))];
			} catch (error) {
				failures.push(error);
				crew.stop();
				return [];
			}
		}),
	);
	if (failures.length === 0) return ended.flat();
	throw failures[0];
}

function listOpen(client: TwilioClient): AsyncGenerator<IDataObject[]> {
	return listPages(
		client,
		{ method: 'GET', path: '/v2/Conversations' },
		{ ids: {}, query: { status: ['ACTIVE', 'INACTIVE'] }, pageSize: MAX_PAGE_SIZE },
	);
}

/** Listed records may lack members (Twilio's own notes on Orchestrator), then they are fetched. */
async function configurationOf(client: TwilioClient, record: IDataObject): Promise<unknown> {
	if (record.configurationId !== undefined) return record.configurationId;
	return (await readConversation(client, String(record.id))).configurationId;
}

/** Whether a failure is about this conversation alone, and the others can still be done. */
function concernsOne(error: unknown): boolean {
	return error instanceof NodeOperationError || [400, 404, 409, 422].includes(statusOf(error) ?? 0);
}
