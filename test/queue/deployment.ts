/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePort, startN8n } from '../../tools/start';
import type { Installation, Ports, RunningN8n } from '../../tools/start';
import { DATABASE, DATABASE_USER } from './services/postgres';

/**
 * An n8n in queue mode. Callbacks arrive at `webhooks` only, and workflows run on `workers` only.
 */
export interface Deployment {
	readonly main: RunningN8n;
	readonly workers: RunningN8n[];
	/** WEBHOOK_URL points to the first. */
	readonly webhooks: RunningN8n[];
	/** The Redis that all processes share. */
	readonly redisPort: number;
}

export interface DeploymentOptions {
	installation: Installation;
	packageTgz: string;
	/** Each process gets a subfolder. */
	folder: string;
	redisPort: number;
	postgresPort: number;
	/** Lock of a job: how long a dead worker keeps it. Undefined for n8n's defaults. */
	lock?: { durationMs: number; renewMs: number; checkMs: number };
	/** Called with each process as soon as it is started. */
	onStart: (process: RunningN8n) => void;
	signal?: AbortSignal;
}

const WORKERS = 2;
const WEBHOOKS = 2;
/** Concurrent jobs per worker; n8n recommends 5 or more. */
const CONCURRENCY = 5;

function lockSettings({ lock }: DeploymentOptions): Record<string, string> {
	if (lock === undefined) return {};
	return {
		QUEUE_WORKER_LOCK_DURATION: String(lock.durationMs),
		QUEUE_WORKER_LOCK_RENEW_TIME: String(lock.renewMs),
		QUEUE_WORKER_STALLED_INTERVAL: String(lock.checkMs),
	};
}

/** Variables that all processes share. @param webhookPort where Twilio's callbacks arrive */
function sharedEnvironment(options: DeploymentOptions, webhookPort: number) {
	return {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(options.redisPort),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(options.postgresPort),
		DB_POSTGRESDB_USER: DATABASE_USER,
		DB_POSTGRESDB_DATABASE: DATABASE,
		N8N_ENCRYPTION_KEY: randomBytes(16).toString('hex'),
		WEBHOOK_URL: `http://127.0.0.1:${webhookPort}/`,
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		...lockSettings(options),
	};
}

async function portsOfMany(count: number): Promise<Ports[]> {
	const taken: number[] = [];
	const next = async () => {
		const port = await freePort(undefined, taken);
		taken.push(port);
		return port;
	};
	const all: Ports[] = [];
	for (let index = 0; index < count; index++) {
		all.push({ n8n: await next(), broker: await next() });
	}
	return all;
}

/**
 * Starts a main process, two workers and two webhook processes, all with the package.
 *
 * @throws Error when one of them does not get ready; `onStart` has received those started before
 */
export async function startDeployment(options: DeploymentOptions): Promise<Deployment> {
	const { installation, packageTgz, folder, onStart, signal } = options;
	const [mainPorts, ...ports] = await portsOfMany(1 + WORKERS + WEBHOOKS);
	const workerPorts = ports.slice(0, WORKERS);
	const webhookPorts = ports.slice(WORKERS);
	const shared = sharedEnvironment(options, webhookPorts[0].n8n);

	const start = async (
		name: string,
		own: { ports: Ports; env?: Record<string, string>; command?: string[]; readyPath?: string },
	) => {
		const userFolder = join(folder, name);
		const { env, ...how } = own;
		const process = await startN8n({
			...{ installation, packageTgz, userFolder, signal },
			...how,
			env: { ...shared, ...env },
		});
		onStart(process);
		return process;
	};
	const worker = async (own: Ports, index: number) => {
		const env = {
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(own.n8n),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		};
		const command = ['worker', `--concurrency=${CONCURRENCY}`];
		return await start(`worker${index + 1}`, { ports: own, env, command, readyPath: '/healthz' });
	};
	const webhook = async (own: Ports, index: number) =>
		await start(`webhook${index + 1}`, {
			ports: own,
			command: ['webhook'],
			readyPath: '/healthz',
		});

	// First and alone, because it creates the tables.
	const main = await start('main', { ports: mainPorts });
	const [workers, webhooks] = await Promise.all([
		Promise.all(workerPorts.map(worker)),
		Promise.all(webhookPorts.map(webhook)),
	]);
	return { main, workers, webhooks, redisPort: options.redisPort };
}
