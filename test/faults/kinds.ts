import { type Emulator, FAULT_KINDS, type FaultKind } from '../../emulator';

/** Share of answers that are faulty. */
const FAULT_RATE = 0.2;

/** These ask the node to slow down; too many would test something else. */
const REFUSALS: readonly FaultKind[] = ['429', '503-retry-after'];

/** Every other kind is this much more frequent. */
const WEIGHT = 5;

const KINDS: readonly FaultKind[] = FAULT_KINDS.flatMap((kind) =>
	Array<FaultKind>(REFUSALS.includes(kind) ? 1 : WEIGHT).fill(kind),
);

/**
 * One answer in five is faulty, with every kind of fault.
 *
 * @param seed the same seed gives the same order
 */
export function makeFaulty(emulator: Emulator, seed: number): void {
	emulator.configure({ faults: { rate: FAULT_RATE, kinds: [...KINDS], seed } });
}

/** One answer in thirty is a 429, whatever the rate of requests. */
export function refuseNowAndThen(emulator: Emulator, seed: number): void {
	emulator.configure({ faults: { rate: 1 / 30, kinds: ['429'], seed } });
}
