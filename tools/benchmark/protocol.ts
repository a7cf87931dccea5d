import type { Switches } from '../../emulator';
import type { PeerName } from './peers/names';

/** Where a peer sends to, and as whom. */
export interface Target {
	/** No trailing slash. */
	url: string;
	accountSid: string;
	authToken: string;
}

/** A request as the service saw it. */
export interface Seen {
	/** When it arrived, milliseconds since the epoch. */
	at: number;
	/** The conversation that it was to delete; undefined for any other request. */
	id?: string;
	/** What it was answered with; 0 if it was not. */
	status: number;
}

/** What became of a run, as the service saw it. */
export interface Observation {
	/** In order of arrival. */
	seen: Seen[];
	/** The most requests that were under way at the same time. */
	mostAtOnce: number;
	/** Conversations that are still there. */
	left: number;
}

/** The service that plays Twilio, in a process of its own. */
export interface Service {
	/** Resets, then seeds conversations that have not changed for a day. */
	prepare(input: {
		conversations: number;
		switches: Partial<Switches>;
	}): Promise<{ target: Target; ids: string[] }>;
	/** How far a run is. */
	tally(): Promise<{ requests: number; left: number }>;
	outcome(): Promise<Observation>;
}

/** What a peer is to do: delete these conversations. */
export interface Task {
	peer: PeerName;
	target: Target;
	ids: string[];
	/** Requests at once, for peers that have to be told. */
	atOnce?: number;
	/** The limit in requests a second, for peers that have to be told. */
	perSecond?: number;
}

/** What a peer reports. */
export interface Told {
	done: number;
	failed: number;
	/** Why it ended before its time. */
	error?: string;
}

/** What a run cost the client. */
export interface Run extends Told {
	wallMs: number;
	/** CPU time of the whole process, all threads, user and system. */
	cpuMs: number;
}

/** Live memory of the client while it ran, in bytes, each time after a garbage collection. */
export interface Memory extends Told {
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
