import type { Switches } from '../../emulator';
import type { PeerName } from './peers/names';

/** Address and credential that a peer sends to. */
export interface Target {
	/** No trailing slash. */
	url: string;
	accountSid: string;
	authToken: string;
}

/** A request as the service recorded it. */
export interface Seen {
	/** When it arrived, milliseconds since the epoch. */
	at: number;
	/** The conversation to delete; undefined for any other request. */
	id?: string;
	/** Status of the answer; 0 without one. */
	status: number;
}

/** The service's view of a run. */
export interface Observation {
	/** In order of arrival. */
	seen: Seen[];
	/** Maximum of requests in flight. */
	mostAtOnce: number;
	/** Conversations that still exist. */
	left: number;
}

/** The emulator, in a process of its own. */
export interface Service {
	/** Resets, then seeds conversations that were last changed a day ago. */
	prepare(input: {
		conversations: number;
		switches: Partial<Switches>;
	}): Promise<{ target: Target; ids: string[] }>;
	/** Progress of a run. */
	tally(): Promise<{ requests: number; left: number }>;
	outcome(): Promise<Observation>;
}

/** A peer's task: delete these conversations. */
export interface Task {
	peer: PeerName;
	target: Target;
	ids: string[];
	/** Concurrency, for peers that do not find it themselves. */
	atOnce?: number;
	/** Limit in requests a second, for peers that do not find it themselves. */
	perSecond?: number;
}

/** A peer's own report. */
export interface PeerReport {
	done: number;
	failed: number;
	/** Why it ended early. */
	error?: string;
}

/** What a run cost the client. */
export interface Run extends PeerReport {
	wallMs: number;
	/** CPU time of the whole process, all threads, user and system. */
	cpuMs: number;
}

/** Live memory of the client during a run, in bytes, sampled after a garbage collection. */
export interface Memory extends PeerReport {
	beforeBytes: number;
	peakBytes: number;
	wallMs: number;
}

/** The client, in a process of its own. */
export interface Runner {
	run(task: Task): Promise<Run>;
	/** Only in a process with `--expose-gc`. */
	watchMemory(task: Task): Promise<Memory>;
}
