import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { TwilioClient } from '../../api/client';
import { FETCH_PARTICIPANT, LIST_PARTICIPANTS } from '../../api/endpoints';
import { Limiter } from '../../api/sending/limiter';
import { listPages, MAX_PAGE_SIZE } from '../../api/paging';
import { withWatchdog } from '../../api/sending/watchdog';
import { isRecord, recordsIn } from '../../api/json';
import { isAgentType } from '../../shared/simplified/people';
import type { MessagesFrom } from '../settings';
import { keyOf } from './addressList';
import type { Report } from '../../shared/callbacks/events';
import { type KnownType, ParticipantTypeCache } from './participantTypeCache';

/** Twilio's type for participants whose type was never set. */
const UNKNOWN = 'UNKNOWN';

/** Twilio waits 15 s for an answer (Twilio docs, webhook connection), and may then send again. */
const PATIENCE_MS = 4_000;

/** Concurrent look-ups of all triggers in the process. */
const MAX_AT_ONCE = 10;

/**
 * Shared by all triggers in the process. Keys include the trigger, because triggers may have
 * different accounts.
 */
const types = new ParticipantTypeCache();
const limiter = new Limiter(MAX_AT_ONCE);

/** Caches the type from a participant event, which saves asking Twilio. */
export function noteParticipant(
	context: IWebhookFunctions,
	{ eventType, conversationId = '', timestamp, data }: Report,
): void {
	if (eventType !== 'PARTICIPANT_ADDED' && eventType !== 'PARTICIPANT_UPDATED') return;
	// Some events lack parts of the record.
	if (typeof data.type !== 'string') return;
	const type = knownType({ ...data, updatedAt: data.updatedAt ?? timestamp });
	const keys = addressesOf(data).map((address) => keyAt(conversationId, address));
	if (typeof data.id === 'string') keys.push(data.id);
	for (const key of keys) types.note(`${triggerOf(context)} ${key}`, type);
}

/**
 * Decides by its author whether a message starts a flow. If Twilio does not name the author in
 * time, it does: an extra execution gets noticed, a missing one does not.
 *
 * @param warn writes a warning to the log
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
		return from === 'customers' ? type === 'CUSTOMER' : !isAgentType(type);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		warn(`Who wrote a message could not be looked up, so it starts the workflow: ${reason}`);
		return true;
	}
}

/**
 * @throws NodeApiError when Twilio does not answer, UserError when the event does not identify the
 *   author
 */
async function typeOfAuthor(
	context: IWebhookFunctions,
	{ conversationId, data: { author } }: Report,
): Promise<string> {
	const { participantId, address, type: told } = isRecord(author) ? author : {};
	if (typeof told === 'string' && told !== '') return told;
	if (conversationId === undefined) throw new UserError('the event names no conversation');
	const ask = async (task: (client: TwilioClient) => Promise<KnownType | undefined>) =>
		await withWatchdog(
			new TwilioClient(context, limiter, undefined, PATIENCE_MS),
			PATIENCE_MS,
			task,
		);
	if (typeof participantId === 'string' && participantId !== '') {
		const type = await types.get(
			`${triggerOf(context)} ${participantId}`,
			async () =>
				await ask(async (client) => await fetchType(client, conversationId, participantId)),
		);
		return type ?? UNKNOWN;
	}
	if (typeof address !== 'string') throw new UserError('the event names no author');
	// Twilio does not always name the participant of an address.
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
