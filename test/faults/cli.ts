/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { runCommand } from '../../tools/cli/command';
import { readOptions } from './options';
import { introduction } from './report';

const options = readOptions();
process.stdout.write(`${introduction(options)}\n`);
void runCommand({ leavesNothing: true }, async (stop) => {
	// Loading n8n's engine takes a second, which --help need not wait for.
	const { prove } = await import('./run');
	return await prove(options, stop);
});
