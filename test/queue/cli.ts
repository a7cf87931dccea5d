/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { runCommand } from '../../tools/cli/command';
import { readOptions } from './options';
import { testQueueMode } from './run';

const options = readOptions(process.argv);
// What was started has to be stopped: no hurry ends this process before.
void runCommand({ leavesNothing: false }, async (stop) => await testQueueMode(options, stop));
