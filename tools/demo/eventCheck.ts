import type { IDataObject } from 'n8n-workflow';
import type { CallbackTally } from './protocol';

/** One expectation of the events, and what happened. */
export interface EventCheck {
	label: string;
	expected: number;
	seen: number;
}

export interface EventVerdict {
	checks: EventCheck[];
	agrees: boolean;
	/** The first record that the workflow produced. */
	record: IDataObject | undefined;
}

/** Everything there is to compare at the end. */
export interface Happened {
	/** Conversations that were closed. */
	conversations: number;
	callbacks: CallbackTally;
	/** How often the trigger's URL was registered while the workflow was active, and afterwards. */
	registered: [active: number, afterwards: number];
	/** The output of each flow that was started; undefined if it failed. */
	records: Array<IDataObject | undefined>;
}

/** Compares the callbacks that the emulator sent with the flows that they started. */
export function judge({ conversations, callbacks, registered, records }: Happened): EventVerdict {
	const ids = records.flatMap((record) => record?.conversationId ?? []);
	const checks = [
		{ label: 'URL registered while active', expected: 1, seen: registered[0] },
		{
			label: `signed callbacks accepted (${callbacks.repeated} came twice)`,
			expected: callbacks.signed,
			seen: callbacks.accepted,
		},
		{ label: 'flows started, one a closing', expected: conversations, seen: records.length },
		{ label: 'records made', expected: conversations, seen: new Set(ids).size },
		{
			label: 'forged callbacks refused (403)',
			expected: callbacks.forged,
			seen: callbacks.refused,
		},
		{ label: 'URL registered after deactivation', expected: 0, seen: registered[1] },
	];
	const agrees = checks.every(({ expected, seen }) => expected === seen);
	return { checks, agrees, record: records[0] };
}
