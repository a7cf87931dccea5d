import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { TwilioClient } from '../../api/client';
import { FETCH_PARTICIPANT, LIST_PARTICIPANTS } from '../../api/endpoints';
import { Limiter } from '../../api/sending/limiter';
import { listPages, MAX_PAGE_SIZE } from '../../api/paging';
import { patiently } from '../../api/sending/patience';
import { isRecord, recordsIn } from '../../api/json';
import type { MessagesFrom } from '../settings';
import { keyOf } from './addressList';
import type { Report } from '../../shared/callbacks/events';
import { type KnownType, ParticipantTypeCache } from './participantTypeCache';

/** Participant types of those who answer customers, people and programs (Twilio OpenAPI document). */
const AGENTS = new Set(['AGENT', 'AI_AGENT', 'HUMAN_AGENT']);

/** Twilio's type of a participant whose type nobody set. */
const UNKNOWN = 'UNKNOWN';

/** Twilio waits 15 s for its answer (Twilio docs, webhook connection), and then may send again. */
const PATIENCE_MS = 4_000;

/** Look-ups in flight, for all triggers of the process. */
const MAX_AT_ONCE = 10;

/** Shared by all triggers of the process. Keys begin with the trigger, which may have another account. */
const types = new ParticipantTypeCache();
const limiter = new Limiter(MAX_AT_ONCE);

/** Caches the type that a participant event brings, so that Twilio need not be asked for it. */
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
 * Decides by its author whether a message starts a flow. If Twilio does not say in time who wrote it, it
 * does: an execution too many is noticed, one too few is not.
 *
 * @param warn writes into the log
 */
export async function isByChosenAuthor(
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
	const { body } = await client.request(FETCH_PARTICIPANT, {
		ids: { conversationId, participantId },
	});
	return knownType(body);
}

async function findType(
	client: TwilioClient,
	conversationId: string,
	address: string,
): Promise<KnownType | undefined> {
	const pages = listPages(client, LIST_PARTICIPANTS, {
		ids: { conversationId },
		pageSize: MAX_PAGE_SIZE,
	});
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
	return recordsIn(addresses)
		.map(({ address }) => address)
		.filter((address) => typeof address === 'string');
}

function keyAt(conversationId: string, address: string): string {
	return `${conversationId} ${keyOf(address)}`;
}
