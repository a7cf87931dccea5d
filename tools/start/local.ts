/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator } from '../../emulator';
import type { Emulator } from '../../emulator';

/** What is kept of earlier starts, beside what n8n keeps. */
export interface Kept {
	/**
	 * Milliseconds since the epoch. The emulator is filled as of this time at every start: the same
	 * conversations then have the same ids, and what was picked in a workflow is still there.
	 */
	seededAt: number;
	/** Where the emulator was at the last start. */
	emulatorUrl?: string;
	/** Credential and examples are in n8n's database; one that the user deleted is not created again. */
	imported: boolean;
}

const fileIn = (userFolder: string) => join(userFolder, 'start.json');

/** @returns what the last start left, or a beginning */
export function readKept(userFolder: string): Kept {
	const file = fileIn(userFolder);
	if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
	return { seededAt: Date.now(), imported: false };
}

export function writeKept(userFolder: string, kept: Kept): void {
	mkdirSync(userFolder, { recursive: true });
	writeFileSync(fileIn(userFolder), JSON.stringify(kept));
}

/** What examples leave open, and the emulator has. */
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
}

/**
 * Starts the emulator with conversations of up to 90 days before `seededAt`.
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
	emulator.clock.reset();
	const records = conversationIds.flatMap((id) => emulator.store.conversations.get(id) ?? []);
	const open = records.find(({ status }) => status === 'ACTIVE') ?? records[0];
	const agent = open?.participants.find(({ type }) => type === 'AI_AGENT');
	return {
		emulator,
		choices: {
			configurationId: configurationIds[0] ?? '',
			conversationId: open?.id ?? '',
			ownAddress: agent?.addresses[0]?.address ?? '',
		},
	};
}
