import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { JournalEntry } from '../../../emulator';
import { admitsDoubt, deniesEffect } from './words';
import { wasAnsweredWell } from './journal';

/**
 * The evidence that a write per item is judged by. Items are numbered by their place in the input.
 */
export interface ItemEvidence {
	readonly asked: number;
	readonly output: readonly INodeExecutionData[];
	/** The writes of an item, oldest first. */
	readonly writesOf: (item: number) => readonly JournalEntry[];
	/** Ids of the records that the emulator holds because of an item. */
	readonly effectsOf: (item: number) => readonly string[];
	/** The id of the new record, in the output item of a success. */
	readonly idOf: (json: IDataObject) => unknown;
	/** Whether Twilio recognises a repeated write as the same one. */
	readonly isRepeatable: boolean;
}

/**
 * Compares the node's report on each item with its effect in the emulator.
 *
 * @returns each discrepancy in words
 */
export function auditItems(evidence: ItemEvidence): string[] {
	const { asked, output } = evidence;
	const problems: string[] = [];
	const told = new Map<number, IDataObject[]>();
	for (const { json, pairedItem } of output) {
		const item = Number(Object(pairedItem).item);
		told.set(item, [...(told.get(item) ?? []), json]);
	}
	for (let item = 0; item < asked; item++) {
		const effects = evidence.effectsOf(item);
		const writes = evidence.writesOf(item);
		const trace = writes.map(({ fault, status, outcome }) => fault ?? `${status} ${outcome}`);
		const [json, ...more] = told.get(item) ?? [];
		const found: string[] = [];
		const processed = writes.filter((entry) => entry.processed).length;
		const times = evidence.isRepeatable ? effects.length : Math.max(effects.length, processed);
		if (times > 1) found.push(`was carried out ${times} times`);
		const good = writes.findIndex(wasAnsweredWell);
		if (good !== -1 && good < writes.length - 1) found.push('was sent again after a good answer');
		if (json === undefined) found.push('is missing in the output');
		else if (more.length > 0) found.push('is there more than once in the output');
		else if (json.error === undefined) found.push(...judgeSuccess(evidence.idOf(json), effects));
		else found.push(...judgeFailure(json, effects));
		for (const problem of found) problems.push(`Item ${item}: ${problem} [${trace.join(', ')}]`);
	}
	return problems;
}

function judgeSuccess(id: unknown, [effect]: readonly string[]): string[] {
	if (effect === undefined) return ['is a success, and was not carried out'];
	return id === effect ? [] : [`is a success with the id ${String(id)}, and it is ${effect}`];
}

function judgeFailure({ error, details }: IDataObject, effects: readonly string[]): string[] {
	const { description, mayHaveRun } = Object(details);
	const text = `${String(error)} ${String(description)}`;
	const isDoubtful = effects.length > 0 || mayHaveRun === true;
	if (effects.length > 0 && deniesEffect(text)) return [`was carried out, and denied: "${text}"`];
	if (!isDoubtful || admitsDoubt(text)) return [];
	return [`may have been carried out, which is not said: "${text}"`];
}
