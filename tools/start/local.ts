/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator } from '../../emulator';
import type { Emulator } from '../../emulator';
import { addDialogue } from './dialogue';
import type { Dialogue } from './dialogue';

/** State kept between starts, besides n8n's own. */
export interface Kept {
	/**
	 * Milliseconds since the epoch. The emulator is seeded as of this time at every start, so that
	 * the same conversations get the same ids and a workflow's selections stay valid.
	 */
	seededAt: number;
	/** The emulator's address at the last start. */
	emulatorUrl?: string;
	/** Credential and examples were imported once; what the user deleted is not imported again. */
	imported: boolean;
}

const fileIn = (userFolder: string) => join(userFolder, 'start.json');

/** @returns the state of the last start, or an initial one */
export function readKept(userFolder: string): Kept {
	const file = fileIn(userFolder);
	if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
	return { seededAt: Date.now(), imported: false };
}

export function writeKept(userFolder: string, kept: Kept): void {
	mkdirSync(userFolder, { recursive: true });
	writeFileSync(fileIn(userFolder), JSON.stringify(kept));
}

/** What examples leave for the user to choose. */
export interface Choices {
	configurationId: string;
	/** Of an open conversation. */
	conversationId: string;
	/** The company's own address in the seeded conversations. */
	ownAddress: string;
}

export interface LocalTwilio {
	emulator: Emulator;
	choices: Choices;
	/** Undefined where no seeded conversation is open. */
	dialogue?: Dialogue;
}

/**
 * Starts the emulator with conversations of the 90 days before `seededAt`.
 *
 * @throws Error when the port is taken
 */
export async function startLocalTwilio(
	port: number,
	conversations: number,
	seededAt: number,
): Promise<LocalTwilio> {
	const emulator = await startEmulator({
		port,
		switches: { operationMs: 1_000, operationPolls: null },
		journalLimit: 10_000,
	});
	emulator.clock.freeze();
	emulator.clock.set(seededAt);
	const { configurationIds, conversationIds } = emulator.seed({ conversations });
	const records = conversationIds.flatMap((id) => emulator.store.conversations.get(id) ?? []);
	const open = records.find(({ status }) => status === 'ACTIVE') ?? records[0];
	const newest = records.filter(({ status }) => status === 'ACTIVE').at(-1);
	const dialogue = newest && addDialogue(emulator, newest);
	emulator.clock.reset();
	const agent = open?.participants.find(({ type }) => type === 'AI_AGENT');
	return {
		emulator,
		dialogue,
		choices: {
			configurationId: configurationIds[0] ?? '',
			conversationId: open?.id ?? '',
			ownAddress: agent?.addresses[0]?.address ?? '',
		},
	};
}
