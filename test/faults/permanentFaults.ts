import type { Emulator, FaultKind } from '../../emulator';
import type { CleanUpAction } from './audit/cleanUp';

/**
 * A way to make one conversation fail for good. That hardly happens by chance: with 20 % of the
 * answers faulty, eight in a row are two or three in a million.
 */
type PermanentFault = (emulator: Emulator, id: string) => void;

type Method = 'GET' | 'PATCH' | 'DELETE';

/** Every request with this method to the conversation fails. */
function always(method: Method, kind: FaultKind): PermanentFault {
	return (emulator, id) => {
		const match = { method, path: `/v2/Conversations/${id}` };
		emulator.failNext([{ kind, match, times: Infinity, retryAfter: 0 }]);
	};
}

/** The next request with this method to the conversation fails. */
function once(method: Method, kind: FaultKind): PermanentFault {
	return (emulator, id) => {
		emulator.failNext([{ kind, match: { method, path: `/v2/Conversations/${id}` } }]);
	};
}

/** Combines two ways; the first wins if both match. */
function both(first: PermanentFault, second: PermanentFault): PermanentFault {
	return (emulator, id) => {
		first(emulator, id);
		second(emulator, id);
	};
}

const operationFails: PermanentFault = (emulator, id) => {
	const { operationOutcomes } = emulator.switches;
	emulator.configure({ operationOutcomes: { ...operationOutcomes, [id]: 'FAILED' } });
};

const unseen = always('GET', '500');

/** After a change that is not answered well, the node reads the conversation. */
const CHANGES: readonly PermanentFault[] = [
	always('PATCH', 'reset-after'),
	always('PATCH', 'reset-before'),
	both(once('PATCH', '500-after'), always('PATCH', '503-retry-after')),
	both(unseen, always('PATCH', 'html-200')),
	both(unseen, always('PATCH', '500-after')),
	// The change was carried out, but the last answer says that it was not.
	both(unseen, both(once('PATCH', 'truncated'), always('PATCH', '429'))),
];

/** The node reads the conversation before it deletes. */
const DELETIONS: readonly PermanentFault[] = [
	unseen,
	always('DELETE', 'reset-after'),
	always('DELETE', 'reset-before'),
	both(once('DELETE', 'reset-after'), always('DELETE', '429')),
	both(once('DELETE', '500-after'), always('DELETE', '503-retry-after')),
	operationFails,
];

/** Few, because requests that are refused to the end slow all others down. */
const ONE_IN = 500;

/** Ways for each action, used in turn. */
const FAULTS_OF: Readonly<Record<CleanUpAction, readonly PermanentFault[]>> = {
	close: CHANGES,
	inactive: CHANGES,
	delete: DELETIONS,
};

/**
 * Makes one conversation in many fail for good, at least one in each way.
 *
 * @returns their ids
 */
export function injectPermanentFaults(
	emulator: Emulator,
	ids: readonly string[],
	action: CleanUpAction,
): Set<string> {
	const ways = FAULTS_OF[action];
	const howMany = Math.min(ids.length, Math.max(ways.length, Math.floor(ids.length / ONE_IN)));
	const step = Math.floor(ids.length / howMany);
	const faulty = Array.from({ length: howMany }, (_, turn) => ids[turn * step]);
	for (const [turn, id] of faulty.entries()) ways[turn % ways.length](emulator, id);
	return new Set(faulty);
}
