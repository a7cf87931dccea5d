/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the range of ephemeral ports, so that no outgoing connection takes a port first. */
const RANGE = { from: 20_000, to: 30_000 } as const;
const TRIES = 100;

/** @returns whether this port of 127.0.0.1 is free right now */
async function isFree(port: number): Promise<boolean> {
	const server = createServer();
	return await new Promise((resolve) => {
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}

/**
 * Finds a free port of 127.0.0.1.
 *
 * @param preferred used if it is free; otherwise one of 20,000 to 29,999
 * @param avoid ports that are reserved but not listened on yet
 * @throws Error when 100 tries found no free one
 */
export async function freePort(preferred?: number, avoid: number[] = []): Promise<number> {
	let port = preferred ?? randomInt(RANGE.from, RANGE.to);
	for (let tries = 0; tries < TRIES; tries++) {
		if (!avoid.includes(port) && (await isFree(port))) return port;
		port = randomInt(RANGE.from, RANGE.to);
	}
	throw new Error(`No free port was found in ${TRIES} tries`);
}
