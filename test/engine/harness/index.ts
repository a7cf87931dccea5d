/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
export { createAdditionalData, DEFAULT_INSTANCE_URL } from './additionalData';
export type { InstanceOptions } from './additionalData';
export { testCredential } from './credentialTest';
export type { CredentialData } from './credentials';
export { searchList } from './listSearch';
export type { SearchOptions } from './listSearch';
export { EngineNodeTypes, loadNodeTypes } from './nodeTypes';
export { WorkflowResult } from './result';
export { runWorkflow } from './run';
export type { RunOptions } from './run';
export { ACTION_NODE, NODE, runNode } from './runNode';
export type { NodeResult, RunNodeOptions } from './runNode';
export { buildWorkflow, readWorkflow } from './workflow';
export type { WorkflowJson } from './workflow';
export { TRIGGER_NODE, TriggerUnderTest } from './trigger';
export type { TriggerOptions } from './trigger';
export { startWebhookServer } from './webhookServer';
export type { WebhookServer } from './webhookServer';
