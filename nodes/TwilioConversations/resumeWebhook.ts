import type { IWebhookDescription } from 'n8n-workflow';

/**
 * Where a step that waits is resumed. n8n serves it below the URL of the execution while that waits,
 * and at no other time; the path is the ID of the node, as n8n's own nodes have it.
 */
const RESUME_WEBHOOK: IWebhookDescription = {
	name: 'default',
	httpMethod: 'POST',
	responseMode: 'onReceived',
	// Otherwise n8n answers with a text of its own.
	responseData: 'noData',
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
};

/** Nothing is registered by n8n for it, so there is no lifecycle. */
export const RESUME_WEBHOOKS = [RESUME_WEBHOOK];
