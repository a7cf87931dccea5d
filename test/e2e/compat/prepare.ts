import { FOR_NODE_20 } from '../../../tools/start';
import { installForTests } from '../install';

/** Runs once before the tests. */
export default async function prepare(): Promise<void> {
	await installForTests(FOR_NODE_20);
}
