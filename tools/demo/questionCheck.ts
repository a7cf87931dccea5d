import type { EventCheck } from './eventCheck';
import type { Asked } from './question';

export interface QuestionVerdict extends Pick<Asked, 'lines' | 'result'> {
	checks: EventCheck[];
	agrees: boolean;
}

/** How the execution has to stand after the question, after an answer that is no choice, after YES. */
const STATES = ['waiting', 'waiting', 'success'];
const LABELS = ['waits after the question', 'waits after another answer', 'goes on after YES'];

/** Compares what came of the question with what the emulator holds. */
export function judgeQuestion({ states, result, lines, held }: Asked): QuestionVerdict {
	const checks = [
		...LABELS.map((label, index) => ({
			label,
			expected: 1,
			seen: states[index] === STATES[index] ? 1 : 0,
		})),
		{ label: 'branch for YES taken', expected: 1, seen: result === undefined ? 0 : 1 },
		{ label: 'messages in the transcript', expected: held.texts.length, seen: lines.length },
		{ label: 'URLs left in the conversation', expected: 0, seen: held.urls },
	];
	const isTold = held.texts.every((text, index) => lines[index]?.endsWith(text));
	const agrees = isTold && checks.every(({ expected, seen }) => expected === seen);
	return { checks, agrees, lines, result };
}
