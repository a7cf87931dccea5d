import type { IDataObject } from 'n8n-workflow';

import { addressKey } from '../../../../api/address';
import { asFilledText, asRecord, isRecord, recordsIn } from '../../../../api/json';
import type { Judging } from './parameters';

/** A question that is waited for; n8n keeps it with the execution, as JSON. */
export interface Question extends Judging {
	/** As it stands among the status callbacks of the conversation. */
	readonly url: string;
	readonly conversationId: string;
	readonly actionId: string;
	readonly text?: string;
	/** When Twilio took it, by Twilio's clock, ISO 8601; undefined where it did not say. */
	readonly askedAt?: string;
	/** Who is asked, by ID and by address: see `authorKeys`. */
	readonly asked: readonly string[];
	/** From whom and to whom it went, as Twilio takes it. */
	readonly from: IDataObject;
	readonly to: readonly IDataObject[];
	readonly channelSettings?: IDataObject;
}

/** Keys of somebody to compare by: the ID of the participant, and the address in any notation. */
function keysOf({ participantId, address }: IDataObject): string[] {
	const id = asFilledText(participantId);
	const key = addressKey(asFilledText(address) ?? '');
	return [...(id === undefined ? [] : [`id ${id}`]), ...(key === '' ? [] : [`at ${key}`])];
}

/**
 * Who is asked: the recipients, but never the sender, whose question would be its own answer.
 *
 * @param message from and to, as Twilio takes them
 * @param participants of the conversation
 * @returns no keys where the sender alone would get it
 */
export function whoIsAsked(
	{ from, to }: { from: IDataObject; to: readonly IDataObject[] },
	participants: unknown,
): string[] {
	const own = allKeysOf([from], participants);
	return [...allKeysOf(to, participants)].filter((key) => !own.has(key));
}

/**
 * Whoever is named by an address may write as the participant whose it is, and a participant from any
 * address.
 */
function allKeysOf(named: readonly IDataObject[], participants: unknown): Set<string> {
	const keys = new Set(named.flatMap(keysOf));
	for (const { id, addresses } of recordsIn(participants)) {
		const own = [
			...keysOf({ participantId: id }),
			...recordsIn(addresses).flatMap(({ address }) => keysOf({ address })),
		];
		if (own.some((key) => keys.has(key))) for (const key of own) keys.add(key);
	}
	return keys;
}

/** @param message a communication, as Twilio lists and reports it */
export function isByAsked({ asked }: Question, message: IDataObject): boolean {
	return keysOf(asRecord(message.author)).some((key) => asked.includes(key));
}

/** The recipient that wrote a message, as the question named it; undefined where it is not known. */
export function recipientOf({ to }: Question, message: IDataObject): IDataObject | undefined {
	const keys = keysOf(asRecord(message.author));
	return to.find((recipient) => keysOf(recipient).some((key) => keys.includes(key)));
}

const SECOND_MS = 1000;

/**
 * Whether a message was recorded after the question. Both times are Twilio's. Where one of them has
 * whole seconds only, everything within that second counts as after it, so that a quick answer is not
 * lost.
 *
 * @returns undefined where that cannot be told
 */
export function isAfter({ askedAt }: Question, message: IDataObject): boolean | undefined {
	const at = asFilledText(message.createdAt);
	const [asked, written] = [Date.parse(askedAt ?? ''), Date.parse(at ?? '')];
	if (Number.isNaN(asked) || Number.isNaN(written)) return undefined;
	const isExact = asked % SECOND_MS !== 0 && written % SECOND_MS !== 0;
	const precision = isExact ? 1 : SECOND_MS;
	return Math.floor(written / precision) >= Math.floor(asked / precision);
}

/** @returns the question in what n8n has kept; undefined where there is none */
export function questionIn(kept: unknown): Question | undefined {
	const { url, conversationId, actionId, text, askedAt, ...more } = asRecord(kept);
	if (typeof url !== 'string' || typeof conversationId !== 'string') return undefined;
	const { askAgainText, channelSettings, maxAsks } = more;
	return {
		...{ url, conversationId },
		actionId: String(actionId),
		text: asFilledText(text),
		askedAt: asFilledText(askedAt),
		asked: textsIn(more.asked),
		from: asRecord(more.from),
		to: recordsIn(more.to),
		channelSettings: isRecord(channelSettings) ? channelSettings : undefined,
		choices: more.choices === undefined ? undefined : textsIn(more.choices),
		askAgainText: asFilledText(askAgainText),
		maxAsks: Number(maxAsks),
	};
}

function textsIn(list: unknown): string[] {
	return Array.isArray(list) ? list.map(String) : [];
}
