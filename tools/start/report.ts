/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { relative } from 'node:path';
import { bold, cyan, dim, yellow } from 'picocolors';
import type { Emulator } from '../../emulator';
import { OWNER } from './environment';
import type { Choices, LocalTwilio } from './local';
import type { RunningN8n } from './n8n';
import { CREDENTIAL_NAME } from './provision';
import type { Dialogue } from './dialogue';

const shown = (path: string) => relative(process.cwd(), path);

/** Announces a step that takes minutes. */
export function announcement(version: string, folder: string): string[] {
	return [
		`n8n ${version} has to be installed into ${shown(folder)}, once: about 3 GB, which takes 5 to`,
		'10 minutes. If it is interrupted, the next start begins it anew.',
	];
}

/** @param knowsPassword whether the owner still has the password that was given here */
export function invitation(
	n8n: Pick<RunningN8n, 'url' | 'logFile'>,
	{ emulator, dialogue, choices }: LocalTwilio,
	knowsPassword: boolean,
): string[] {
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
		...(dialogue ? operationsToTry(emulator, dialogue, choices) : []),
		`  ${dialogue ? 4 : 3}. With a Twilio account: make a credential of your own beside "${CREDENTIAL_NAME}". For`,
		'     events, Twilio has to reach this n8n: npm start -- --webhook-url https://tunnel.example',
		'',
		dim('Ctrl-C stops everything. Workflows are kept; --reset begins anew.'),
	];
}

/** One line for each operation that is more than an endpoint, with what the emulator has for it. */
function operationsToTry(
	{ accountSid, authToken, url }: Emulator,
	{ name, conversationId, customerAddress }: Dialogue,
	{ ownAddress }: Choices,
): string[] {
	const customer = { channel: 'SMS', address: customerAddress };
	const company = { channel: 'SMS', address: ownAddress };
	const message = {
		author: customer,
		recipients: [company],
		content: { type: 'TEXT', text: 'YES' },
	};
	const operations = {
		'Get Transcript': `of "${name}", a conversation in which something was said`,
		Reply: 'in that conversation: enter the text, nothing else',
		'Send and Wait for Reply': `in it, from ${ownAddress} to ${customerAddress}, with Accept Private URL; then answer`,
		Start: `a conversation under "Seeded 1-1" with +15005550123, from ${ownAddress}`,
		Close: 'that one, twice: the second time it says that it was closed already',
		'Add Capture Rule': `from * to ${ownAddress} to "Seeded 1-1": all other rules stay`,
		'Remove Capture Rule': 'the same one: it is gone again, and nothing else',
	};
	return [
		'  3. Put the node "Twilio Conversations" into a workflow of your own, and try',
		...Object.entries(operations).map(([label, what]) => `     ${bold(label)} ${what}`),
		'     To answer as the customer:',
		dim(
			`     curl -u ${accountSid}:${authToken} -H 'content-type: application/json' ` +
				`-d '${JSON.stringify(message)}' ${url}/v2/Conversations/${conversationId}/Communications`,
		),
	];
}
