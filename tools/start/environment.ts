/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { delimiter, dirname } from 'node:path';
import type { Installation } from './install';

export interface Ports {
	/** Editor, REST API and webhooks. */
	n8n: number;
	/** Where n8n's task runner connects to. */
	broker: number;
}

/** The owner account of every n8n started here. Only this machine can reach it. */
export const OWNER = {
	email: 'owner@example.com',
	password: 'Conversations2',
	firstName: 'Local',
	lastName: 'Owner',
} as const;

/** Variables of the outer environment that would change how n8n, npm or Node.js behave. */
const FOREIGN = /^(N8N_|DB_|QUEUE_|EXECUTIONS_|WEBHOOK_|CREDENTIALS_|npm_|JEST_|NODE_ENV$)/i;

export interface EnvironmentOptions {
	userFolder: string;
	ports: Ports;
	/** Its Node.js comes first in PATH, for the task runner. */
	installation: Pick<Installation, 'node' | 'disabledModules'>;
	/** The environment to start from, e.g. that of this process. */
	base: NodeJS.ProcessEnv;
	/** Overrides everything else. */
	extra?: Record<string, string>;
}

/** Environment of an n8n that only this machine reaches and that makes no calls of its own. */
export function environmentOf(options: EnvironmentOptions): NodeJS.ProcessEnv {
	const { userFolder, ports, installation, base, extra } = options;
	const kept = Object.entries(base).filter(([name]) => !FOREIGN.test(name));
	return {
		...Object.fromEntries(kept),
		PATH: [dirname(installation.node), base.PATH].join(delimiter),
		// Same as in n8n's own image.
		NODE_ENV: 'production',
		N8N_USER_FOLDER: userFolder,
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(ports.n8n),
		N8N_RUNNERS_BROKER_PORT: String(ports.broker),
		WEBHOOK_URL: `http://127.0.0.1:${ports.n8n}/`,
		// Without TLS, browsers do not send a secure cookie.
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_PYTHON_ENABLED: 'false',
		N8N_DISABLED_MODULES: installation.disabledModules.join(','),
		...extra,
	};
}
