import type { Switches } from '../../emulator';
import type { ShowProgress } from '../cli/progress';
import { LABELS, WARMED_UP_BY } from './peers/names';
import type { PeerName } from './peers/names';
import type { Runner, Service, Target, Task } from './protocol';
import { judge } from './result';
import type { Measured } from './result';

/** Enough requests for the JIT compiler to have seen all that matters. */
const WARM_UP = 300;

export interface Equipment {
	service: Service;
	runner: Runner;
	/** Starts another client in its own process, not warmed up. */
	newRunner(): { api: Runner; stop(): void };
	showProgress: ShowProgress;
	/** Small counts, for a smoke test. */
	isQuick: boolean;
	signal: AbortSignal;
}

/** One run to measure. */
export interface Trial extends Pick<Task, 'atOnce' | 'perSecond'> {
	peer: PeerName;
	count: number;
	switches?: Partial<Switches>;
	note?: string;
	/** Runs beside the measured run, e.g. to change the limit; `signal` aborts when the run ends. */
	meanwhile?: (target: Target, signal: AbortSignal) => Promise<void>;
}

/** Measures peers, one after the other. */
export class Lab {
	private readonly warm = new Set<PeerName>();

	constructor(readonly equipment: Equipment) {}

	/** Picks the count for a full run or for a quick one. */
	size(full: number, quick: number): number {
		return this.equipment.isQuick ? quick : full;
	}

	/** Lets a warmed-up peer delete conversations of a freshly seeded service, and measures it. */
	async measure({
		peer,
		count,
		switches = {},
		note,
		meanwhile,
		...told
	}: Trial): Promise<Measured> {
		const { service, runner } = this.equipment;
		await this.warmUp(peer, runner);
		const { target, ids } = await service.prepare({ conversations: count, switches });
		const measured = await this.follow(LABELS[peer], count, async () => {
			const ended = new AbortController();
			const [run] = await Promise.all([
				runner.run({ peer, target, ids, ...told }).finally(() => ended.abort()),
				meanwhile?.(target, ended.signal),
			]);
			return judge(peer, ids, run, await service.outcome());
		});
		return { ...measured, note: note ?? measured.note };
	}

	/** Shows the progress of some work. */
	async follow<T>(name: string, total: number, work: () => Promise<T>): Promise<T> {
		const { service, showProgress } = this.equipment;
		const look = async () => {
			const { requests, left } = await service.tally();
			return [{ name, done: total - left, total, note: `${requests} requests` }];
		};
		return await showProgress(look, work);
	}

	/** The first run of a peer pays for loading and compiling; later ones do not. */
	private async warmUp(name: PeerName, runner: Runner): Promise<void> {
		const peer = WARMED_UP_BY[name] ?? name;
		if (this.warm.has(peer)) return;
		await this.rehearse(peer, runner);
		this.warm.add(peer);
	}

	/** Runs a peer without measuring it. */
	async rehearse(peer: PeerName, runner: Runner): Promise<void> {
		const { service, isQuick } = this.equipment;
		const conversations = isQuick ? WARM_UP / 10 : WARM_UP;
		const { target, ids } = await service.prepare({ conversations, switches: {} });
		await runner.run({ peer, target, ids, atOnce: 10 });
	}
}
