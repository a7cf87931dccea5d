import type { IDataObject } from 'n8n-workflow';

import { addressLines } from '../../../../api/address';
import { FETCH_CONVERSATION } from '../../../../api/endpoints';
import { resolved } from '../../../../shared/fields/relativeDateTime';
import { conversationId } from '../../../../shared/parameters/ids';
import { defineOperation } from '../../define';
import { toFile } from './file';
import { type Communication, type Message, toMessage } from './messages';
import { options, type TranscriptOptions } from './parameters';
import { readAll, type Read } from './read';
import { joinLines, lineWriter } from './text';
import { joinTurns } from './turns';

export const getTranscript = defineOperation({
	name: 'Get Transcript',
	value: 'getTranscript',
	action: 'Get the transcript of a conversation',
	description:
		'Get all that was written and said in a conversation, in order, as one item: messages with names, and as text for a person or a model',
	endpoint: FETCH_CONVERSATION,
	fields: [conversationId, options],
	async execute(
		{ client, ids, timezone, isToolCall, itemCount, progress, hint, attach },
		{ options: chosen },
	) {
		const read = await readAll(client, ids, progress);
		const messages = chosenOf(read, chosen);
		const lineOf = lineWriter(timezone);
		const about = aboutOf(ids.conversationId, read);
		const file = await toFile(chosen.outputFile ?? 'none', {
			conversationId: ids.conversationId,
			head: { ...about, ...summaryOf(messages) },
			messages,
			lineOf,
		});
		if (file !== undefined) await attach(file);
		const { leftOut, isNewestCut, text } = joinLines(messages.map(lineOf), chosen.maxCharacters);
		const kept = messages.slice(leftOut);
		const losses = [
			...(leftOut > 0 ? [`its oldest messages, ${leftOut} of ${messages.length},`] : []),
			...(isNewestCut ? ['the end of its newest message'] : []),
		].join(' and ');
		// Of several items, each says it in its own text.
		if (losses !== '' && itemCount === 1) {
			hint(
				`The transcript of "${ids.conversationId}" is longer than 'Max Characters': ${losses} were left out.`,
			);
		}
		return [
			{
				...about,
				// A model reads them in the text; twice would fill its context for nothing.
				...(!isToolCall && { messages: kept }),
				...summaryOf(kept),
				...(leftOut > 0 && { messagesLeftOut: leftOut }),
				text,
			},
		];
	},
});

/** The messages to return, oldest first. */
function chosenOf({ communications, people, now }: Read, chosen: TranscriptOptions): Message[] {
	const { joinVoiceTurns = true, lastMessages = Infinity, leaveOutTypes = [], since } = chosen;
	const from = since === undefined ? undefined : resolved(since, now);
	const recent = communications.filter((one) => isSince(one, from));
	const turns = joinVoiceTurns ? joinTurns(recent) : recent;
	const messages = turns
		.map((turn) => toMessage(turn, people))
		// After joining turns: an author who is left out has still spoken in between.
		.filter(({ type }) => type === null || !leaveOutTypes.includes(type));
	return messages.slice(Math.max(0, messages.length - lastMessages));
}

/** A communication without a time is not dropped. */
function isSince({ at }: Communication, since: number | undefined): boolean {
	return since === undefined || at === undefined || Date.parse(at) >= since;
}

function aboutOf(id: string, { conversation, people }: Read): IDataObject {
	const { name, status } = conversation;
	return {
		conversationId: id,
		name: name ?? null,
		status: status ?? null,
		participants: people.all.map((one) => ({
			id: one.id ?? null,
			name: one.name ?? null,
			type: one.type ?? null,
			profileId: one.profileId ?? null,
			addresses: addressLines(one.addresses),
		})),
	};
}

function summaryOf(messages: readonly Message[]): IDataObject {
	return {
		messageCount: messages.length,
		firstAt: messages.at(0)?.at ?? null,
		lastAt: messages.at(-1)?.at ?? null,
	};
}
