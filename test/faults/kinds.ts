import { type Emulator, FAULT_KINDS, type FaultKind } from '../../emulator';

/** Share of answers that are faulty. */
const FAULT_RATE = 0.2;

/** Those that tell the node to slow down, as it should; many of them would be another subject. */
const REFUSALS: readonly FaultKind[] = ['429', '503-retry-after'];

/** Every other kind is so much more frequent. */
const WEIGHT = 5;

const KINDS: readonly FaultKind[] = FAULT_KINDS.flatMap((kind) =>
	Array<FaultKind>(REFUSALS.includes(kind) ? 1 : WEIGHT).fill(kind),
);

/** One answer in five is faulty, in all ways there are. @param seed same number, same order */
export function makeFaulty(emulator: Emulator, seed: number): void {
	emulator.configure({ faults: { rate: FAULT_RATE, kinds: [...KINDS], seed } });
}

/** One answer in thirty is a refusal that has nothing to do with how much is asked. */
export function refuseNowAndThen(emulator: Emulator, seed: number): void {
	emulator.configure({ faults: { rate: 1 / 30, kinds: ['429'], seed } });
}
