/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { relative } from 'node:path';
import { bold, cyan, dim, yellow } from 'picocolors';
import type { Emulator } from '../../emulator';
import { OWNER } from './environment';
import type { RunningN8n } from './n8n';
import { CREDENTIAL_NAME } from './provision';

const shown = (path: string) => relative(process.cwd(), path);

/** Announces a step that takes minutes. */
export function announcement(version: string, folder: string): string[] {
	return [
		`n8n ${version} has to be installed into ${shown(folder)}, once: about 3 GB, which takes 5 to`,
		'10 minutes. If it is interrupted, the next start begins it anew.',
	];
}

/** @param knowsPassword whether the owner still has the password that was given here */
export function invitation(n8n: RunningN8n, emulator: Emulator, knowsPassword: boolean): string[] {
	const login = knowsPassword
		? `${OWNER.email} / ${OWNER.password}   ${dim('only this machine can reach it')}`
		: yellow('the password was changed in n8n: use that one, or begin anew with --reset');
	const { size } = emulator.store.conversations;
	return [
		'',
		`  ${bold('n8n')}       ${cyan(n8n.url)}`,
		`  Login     ${login}`,
		`  Emulator  ${cyan(emulator.url)}   ${dim(`${size} conversations; its requests: /__control/journal`)}`,
		`  Log       ${shown(n8n.logFile)}`,
		'',
		'What to try:',
		'  1. Open "Nightly clean-up of Twilio conversations", and execute it.',
		'  2. Publish "Record of closed Twilio conversations". Then, in a workflow of your own, create a',
		'     conversation with the configuration "Seeded 1-1" and close it: see Executions.',
		`  3. With a Twilio account: make a credential of your own beside "${CREDENTIAL_NAME}". For`,
		'     events, Twilio has to reach this n8n: npm start -- --webhook-url https://tunnel.example',
		'',
		dim('Ctrl-C stops everything. Workflows are kept; --reset begins anew.'),
	];
}
