import { FOR_NODE_20 } from '../../n8n';
import { installForTests } from '../install';

/** Runs once before the tests. */
export default async function prepare(): Promise<void> {
	await installForTests(FOR_NODE_20);
}
