/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- runs on a developer's machine, not in n8n */
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { yellow } from 'picocolors';
import type { Emulator } from '../../emulator';
import type { Ports } from './environment';
import { installN8n } from './install';
import type { Installation } from './install';
import { readKept, startLocalTwilio, writeKept } from './local';
import type { Kept, LocalTwilio } from './local';
import { startN8n } from './n8n';
import type { RunningN8n } from './n8n';
import type { RunOptions } from './options';
import { ensurePackage } from './package';
import { freePort } from './ports';
import { followEmulator, importAll } from './provision';
import { endLeftover } from './record';
import { CURRENT } from './releases';
import { RestError } from './rest';
import { print } from '../cli/print';
import { announcement, invitation } from './report';
import { createStatus } from '../cli/status';
import type { Status } from '../cli/status';

const ROOT = resolve(__dirname, '../..');
const RUNTIME = join(ROOT, '.runtime');
const USER_FOLDER = join(RUNTIME, 'user');

export interface Running {
	n8n: RunningN8n;
	emulator: Emulator;
}

async function install(status: Status, signal: AbortSignal): Promise<Installation> {
	const folder = join(RUNTIME, CURRENT.folder);
	let isNeeded = false;
	const installation = await installN8n(CURRENT, {
		runtime: RUNTIME,
		signal,
		onPhase: (phase, detail) => {
			if (!isNeeded) print(...announcement(CURRENT.version, folder));
			isNeeded = true;
			status.show(`installing n8n: ${phase}`, detail);
		},
	});
	status.done(isNeeded ? `n8n ${CURRENT.version} is installed` : undefined);
	return installation;
}

async function pack(status: Status, signal: AbortSignal): Promise<string> {
	status.show('packing the nodes');
	const onBuild = (reason: string) => status.show('building the nodes', reason);
	const tarball = await ensurePackage({ root: ROOT, runtime: RUNTIME, onBuild, signal });
	status.done('The nodes are built and packed');
	return tarball;
}

/** Picks the preferred ports if they are free, and says which are not. */
async function choosePorts(options: RunOptions): Promise<Ports & { emulator: number }> {
	const chosen: number[] = [];
	const choose = async (whose: string, wanted: number) => {
		const port = await freePort(wanted, chosen);
		if (port !== wanted) print(yellow(`Port ${wanted} is taken: ${whose} gets ${port}.`));
		chosen.push(port);
		return port;
	};
	return {
		emulator: await choose('the emulator', options.emulatorPort),
		n8n: await choose('n8n', options.port),
		broker: await choose("n8n's task broker", options.port + 1),
	};
}

/** @returns whether credential and examples are set up for this start */
async function provision(n8n: RunningN8n, twilio: LocalTwilio, kept: Kept): Promise<boolean> {
	try {
		await n8n.client.login();
	} catch (error) {
		// The owner has changed the password and will sign in by hand.
		if (error instanceof RestError && error.status === 401) return false;
		throw error;
	}
	if (kept.imported) await followEmulator(n8n.client, twilio.emulator, kept);
	else await importAll(n8n.client, twilio, join(ROOT, 'examples'));
	return true;
}

/**
 * Starts emulator and n8n, set up to try the nodes, and says where they are.
 *
 * @param signal ends everything started so far
 * @throws Error when something fails; nothing is left running then
 */
export async function start(options: RunOptions, signal: AbortSignal): Promise<Running> {
	const status = createStatus(process.stdout);
	if (await endLeftover(USER_FOLDER)) print('Ended the n8n that an earlier start left running.');
	if (options.reset) rmSync(USER_FOLDER, { recursive: true, force: true });
	let emulator: Emulator | undefined;
	let n8n: RunningN8n | undefined;
	try {
		const installation = await install(status, signal);
		const packageTgz = await pack(status, signal);
		const ports = await choosePorts(options);
		const kept = readKept(USER_FOLDER);
		writeKept(USER_FOLDER, kept);
		const twilio = await startLocalTwilio(ports.emulator, options.conversations, kept.seededAt);
		emulator = twilio.emulator;
		status.show(`starting n8n ${CURRENT.version}`);
		const { webhookUrl } = options;
		n8n = await startN8n({
			installation,
			packageTgz,
			userFolder: USER_FOLDER,
			ports: { n8n: ports.n8n, broker: ports.broker },
			env: webhookUrl === undefined ? {} : { WEBHOOK_URL: `${webhookUrl}/` },
			signal,
		});
		const isProvisioned = await provision(n8n, twilio, kept);
		signal.throwIfAborted();
		if (isProvisioned) {
			writeKept(USER_FOLDER, { ...kept, emulatorUrl: emulator.url, imported: true });
		}
		status.done(`n8n ${CURRENT.version} runs`);
		print(...invitation(n8n, twilio, isProvisioned));
		return { n8n, emulator };
	} catch (error) {
		status.done();
		await n8n?.stop();
		await emulator?.close();
		throw error;
	}
}
