/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { runCommand } from '../../tools/cli/command';
import { readOptions } from './options';
import { testQueueMode } from './run';

const options = readOptions(process.argv);
// Started processes have to be stopped, so a second Ctrl-C must not exit at once.
void runCommand({ leavesNothing: false }, async (stop) => await testQueueMode(options, stop));
