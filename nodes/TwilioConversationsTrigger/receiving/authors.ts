import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { TwilioClient } from '../../api/client';
import { Limiter } from '../../api/sending/limiter';
import { listPages, MAX_PAGE_SIZE } from '../../api/paging';
import { patiently } from '../../api/sending/patience';
import { isRecord } from '../../api/answers/problem';
import type { MessagesFrom } from '../settings';
import { keyOf } from './addresses';
import type { Report } from './events';
import { type KnownType, ParticipantTypes } from './participantTypes';

/** Those who answer customers, be it a person or a program (Twilio OpenAPI document). */
const AGENTS = new Set(['AGENT', 'AI_AGENT', 'HUMAN_AGENT']);

/** What a participant is whose type nobody set. */
const UNKNOWN = 'UNKNOWN';

/** Twilio waits 15 s for its answer (Twilio docs, webhook connection), and then may send again. */
const PATIENCE_MS = 4_000;

/** Look-ups at once, for all triggers of the process. */
const MAX_AT_ONCE = 10;

/** One for all triggers of the process, but none hears what another was told. */
const types = new ParticipantTypes();
const limiter = new Limiter(MAX_AT_ONCE);

/** Notes what an event of a participant says about it, so that nobody need ask. */
export function noteParticipant(
	context: IWebhookFunctions,
	{ eventType, conversationId = '', timestamp, data }: Report,
): void {
	if (eventType !== 'PARTICIPANT_ADDED' && eventType !== 'PARTICIPANT_UPDATED') return;
	// Not every event has the whole record.
	if (typeof data.type !== 'string') return;
	const type = knownType({ ...data, updatedAt: data.updatedAt ?? timestamp });
	const keys = addressesOf(data).map((address) => keyAt(conversationId, address));
	if (typeof data.id === 'string') keys.push(data.id);
	for (const key of keys) types.note(`${triggerOf(context)} ${key}`, type);
}

/**
 * Decides whether a message comes from somebody whose messages start flows. Where Twilio does not say
 * in time who wrote it, it starts one: a message too many is seen, a message too few is not.
 *
 * @param warn writes into the log
 */
export async function isByWanted(
	context: IWebhookFunctions,
	report: Report,
	from: MessagesFrom,
	warn: (message: string) => void,
): Promise<boolean> {
	if (from === 'anyone') return true;
	try {
		const type = await typeOfAuthor(context, report);
		return from === 'customers' ? type === 'CUSTOMER' : !AGENTS.has(type);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		warn(`Who wrote a message could not be looked up, so it starts the workflow: ${reason}`);
		return true;
	}
}

/** @throws NodeApiError when Twilio does not say, UserError when the event does not say whom to look up */
async function typeOfAuthor(
	context: IWebhookFunctions,
	{ conversationId, data: { author } }: Report,
): Promise<string> {
	const { participantId, address, type: told } = isRecord(author) ? author : {};
	if (typeof told === 'string' && told !== '') return told;
	if (conversationId === undefined) throw new UserError('the event names no conversation');
	const ask = async (task: (client: TwilioClient) => Promise<KnownType | undefined>) =>
		await patiently(new TwilioClient(context, limiter, undefined, PATIENCE_MS), PATIENCE_MS, task);
	if (typeof participantId === 'string' && participantId !== '') {
		const type = await types.get(
			`${triggerOf(context)} ${participantId}`,
			async () =>
				await ask(async (client) => await fetchType(client, conversationId, participantId)),
		);
		return type ?? UNKNOWN;
	}
	if (typeof address !== 'string') throw new UserError('the event names no author');
	// Twilio does not always say which participant an address belongs to.
	const type = await types.get(
		`${triggerOf(context)} ${keyAt(conversationId, address)}`,
		async () => await ask(async (client) => await findType(client, conversationId, address)),
	);
	return type ?? UNKNOWN;
}

async function fetchType(
	client: TwilioClient,
	conversationId: string,
	participantId: string,
): Promise<KnownType> {
	const { body } = await client.request(
		{ method: 'GET', path: '/v2/Conversations/{conversationId}/Participants/{participantId}' },
		{ ids: { conversationId, participantId } },
	);
	return knownType(body);
}

async function findType(
	client: TwilioClient,
	conversationId: string,
	address: string,
): Promise<KnownType | undefined> {
	const pages = listPages(
		client,
		{ method: 'GET', path: '/v2/Conversations/{conversationId}/Participants' },
		{ ids: { conversationId }, pageSize: MAX_PAGE_SIZE },
	);
	for await (const page of pages) {
		const found = page.find((one) => addressesOf(one).some((own) => keyOf(own) === keyOf(address)));
		if (found !== undefined) return knownType(found);
	}
	return undefined;
}

function triggerOf(context: IWebhookFunctions): string {
	return `${context.getWorkflow().id} ${context.getNode().id}`;
}

function knownType({ type, updatedAt }: IDataObject): KnownType {
	return { type: typeof type === 'string' ? type : UNKNOWN, updatedAt };
}

function addressesOf({ addresses }: IDataObject): string[] {
	const list = Array.isArray(addresses) ? addresses.filter(isRecord) : [];
	return list.map(({ address }) => address).filter((address) => typeof address === 'string');
}

function keyAt(conversationId: string, address: string): string {
	return `${conversationId} ${keyOf(address)}`;
}
