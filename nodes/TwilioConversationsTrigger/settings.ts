import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { CREDENTIAL } from '../api/client';
import { isRecord } from '../api/problem';
import { readRecordId } from '../api/recordId';
import type { Scope } from './callbackLists';
import type { Wanted } from './events';

type Context = IHookFunctions | IWebhookFunctions;

/** The switches among the options, with what they are when nobody touched them. */
const SWITCHES = {
	allowPrivateUrl: false,
	openConversations: false,
	unknownEvents: false,
	verifySignature: true,
} as const;

/** @returns whether an option is on */
export function isOn(context: Context, option: keyof typeof SWITCHES): boolean {
	const options = collectionOf(context, 'options');
	const value = options[option];
	return typeof value === 'boolean' ? value : SWITCHES[option];
}

/**
 * What the trigger listens on.
 *
 * @returns undefined when the URL is added in Twilio by hand
 * @throws NodeOperationError when nothing was chosen, or what was entered cannot be an ID
 */
export function readScope(context: Context): Scope | undefined {
	const listenOn = context.getNodeParameter('listenOn');
	if (listenOn !== 'configuration' && listenOn !== 'conversation') return undefined;
	const id = readRecordId(context.getNodeParameter(`${listenOn}Id`, ''));
	if (typeof id === 'string') return { listenOn, id };
	const label = listenOn === 'configuration' ? 'Configuration' : 'Conversation';
	throw new NodeOperationError(context.getNode(), `'${label}' ${id.complaint}`, {
		description: id.hint,
	});
}

/** Which events start a flow. */
export function readWanted(context: IWebhookFunctions): Wanted {
	const { status, channel, ignoreAddresses } = collectionOf(context, 'filters');
	return {
		events: words(context.getNodeParameter('events', [])),
		unknownEvents: isOn(context, 'unknownEvents'),
		filters: {
			status: words(status),
			channel: words(channel),
			ignoreAddresses: words(ignoreAddresses),
		},
	};
}

/** @returns the token that Twilio signs with, undefined when the credential does not have it */
export async function signingToken(context: Context): Promise<string | undefined> {
	const { authToken } = await context.getCredentials<{ authToken?: string }>(CREDENTIAL);
	return authToken === undefined || authToken === '' ? undefined : authToken;
}

function collectionOf(context: Context, name: string): Record<string, unknown> {
	const collection: unknown = context.getNodeParameter(name, {});
	return isRecord(collection) ? collection : {};
}

/** From a list, or from text with commas. */
function words(value: unknown): string[] {
	const list = Array.isArray(value) ? value.map(String) : String(value ?? '').split(',');
	return list.map((word) => word.trim()).filter((word) => word !== '');
}
