import { addressKey } from '../../../../api/address';
import { asFilledText } from '../../../../api/json';
import type { Communication } from './messages';

/** If nothing says which call a fragment belongs to, a longer silence starts a new turn. */
const MAX_SILENCE_MS = 60_000;

/**
 * Joins what one person says in a call without another person in between: calls are recorded in
 * fragments, three to five per answer (seen with Twilio's ConversationRelay).
 *
 * @param communications in order of occurrence
 * @returns each turn as its first fragment, with the text of all
 */
export function joinTurns(communications: readonly Communication[]): Communication[] {
	const turns: Communication[][] = [];
	for (const next of communications) {
		const turn = turns.at(-1);
		const last = turn?.at(-1);
		if (turn !== undefined && last !== undefined && goesOn(last, next)) turn.push(next);
		else turns.push([next]);
	}
	return turns.map(joined);
}

function goesOn(last: Communication, next: Communication): boolean {
	if (!last.isTranscription || !next.isTranscription) return false;
	const speaker = speakerOf(last);
	if (speaker === undefined || speaker !== speakerOf(next)) return false;
	if (last.channelId !== next.channelId) return false;
	const silence = Date.parse(next.at ?? '') - Date.parse(last.at ?? '');
	return next.channelId !== undefined || silence <= MAX_SILENCE_MS;
}

/** @returns undefined if nothing says who it is: it may be anybody */
function speakerOf({ author }: Communication): string | undefined {
	const key = addressKey(asFilledText(author.address) ?? '');
	return asFilledText(author.participantId) ?? asFilledText(key);
}

function joined(fragments: Communication[]): Communication {
	const [first] = fragments;
	if (fragments.length === 1) return first;
	const text = fragments.map((fragment) => fragment.text.trim()).filter((part) => part !== '');
	return { ...first, text: text.join(' '), media: fragments.flatMap(({ media }) => media) };
}
