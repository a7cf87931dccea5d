export { N8nClient, RestError } from './client';
export type {
	Credential,
	Execution,
	ExecutionData,
	NewCredential,
	NewWorkflow,
	NodeRun,
	Workflow,
} from './client';
export { OWNER } from './environment';
export type { Ports } from './environment';
export { eventually } from './eventually';
export type { Patience } from './eventually';
export { installN8n } from './install';
export type { Installation, InstallOptions } from './install';
export { startN8n } from './n8n';
export type { RunningN8n, StartOptions } from './n8n';
export { ensurePackage, installPackage } from './package';
export { freePort } from './ports';
export { CURRENT, FOR_NODE_20 } from './releases';
export type { Release } from './releases';
