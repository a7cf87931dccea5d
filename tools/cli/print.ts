/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
/** Writes lines to standard output. */
export function print(...lines: string[]): void {
	process.stdout.write(`${lines.join('\n')}\n`);
}
