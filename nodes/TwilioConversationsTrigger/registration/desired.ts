import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { readSecrets } from '../../shared/callbacks/secrets';
import { readListenTarget, readOptions } from '../settings';
import type { Registration } from './remembered';

/**
 * The registration that the parameters ask for.
 *
 * @returns undefined if the URL is added in Twilio by hand
 * @throws NodeOperationError when the parameters select nothing
 */
export async function desiredRegistration(
	context: IHookFunctions,
): Promise<Registration | undefined> {
	const target = readListenTarget(context);
	if (target === undefined) return undefined;
	const url = context.getNodeWebhookUrl('default');
	if (url === undefined) {
		throw new NodeOperationError(context.getNode(), 'n8n gave this trigger no webhook URL', {
			description: 'Save the workflow and publish (activate) it again.',
		});
	}
	return {
		...target,
		url,
		openConversations:
			target.listenOn === 'configuration' && readOptions(context).openConversations,
		accountSid: (await readSecrets(context)).accountSid,
	};
}

/**
 * @returns undefined also if the parameters select nothing: then nothing was registered with them
 */
export async function attemptedRegistration(
	context: IHookFunctions,
): Promise<Registration | undefined> {
	try {
		return await desiredRegistration(context);
	} catch {
		return undefined;
	}
}
