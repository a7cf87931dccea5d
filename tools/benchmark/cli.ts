import { runCommand } from '../cli/command';
import { CASES } from './cases';
import { readOptions } from './options';
import { runBenchmark } from './run';

const options = readOptions(CASES.map(({ name }) => name));
void runCommand({ leavesNothing: true }, async (stop) => await runBenchmark(options, stop));
