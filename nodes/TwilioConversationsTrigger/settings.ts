import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { CREDENTIAL } from '../api/client';
import { isRecord } from '../api/answers/problem';
import { readRecordId } from '../api/recordId';

type Context = IHookFunctions | IWebhookFunctions;

/** What a trigger listens on; kept from activation to deactivation. */
export interface Scope {
	readonly listenOn: 'configuration' | 'conversation';
	readonly id: string;
}

/** Whose messages start a flow. */
export type MessagesFrom = 'anyone' | 'customers' | 'notAgents';

/** What the user wants to be started by. */
export interface Wanted {
	readonly events: readonly string[];
	/** Whether what this version does not know starts a flow too. */
	readonly unknownEvents: boolean;
	readonly messagesFrom: MessagesFrom;
	/** Minutes; 0: of any age. */
	readonly maxEventAge: number;
	readonly filters: {
		readonly status: readonly string[];
		readonly channel: readonly string[];
		readonly deliveryStatus: readonly string[];
		/** As they were entered: see `addressKeys`. */
		readonly ignoreAddresses: string;
	};
}

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

/** @returns whether the record of an event is simplified */
export function isSimplified(context: Context): boolean {
	return context.getNodeParameter('simplify', true) !== false;
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

/**
 * Which events start a flow.
 *
 * @throws NodeOperationError when an option cannot be read
 */
export function readWanted(context: Context): Wanted {
	const { status, channel, deliveryStatus, ignoreAddresses } = collectionOf(context, 'filters');
	const from = context.getNodeParameter('messagesFrom', 'notAgents');
	return {
		events: words(context.getNodeParameter('events', [])),
		unknownEvents: isOn(context, 'unknownEvents'),
		messagesFrom: from === 'anyone' || from === 'customers' ? from : 'notAgents',
		maxEventAge: readMaxEventAge(context),
		filters: {
			status: words(status),
			channel: words(channel),
			deliveryStatus: words(deliveryStatus),
			ignoreAddresses: Array.isArray(ignoreAddresses)
				? ignoreAddresses.join(',')
				: String(ignoreAddresses ?? ''),
		},
	};
}

/** An expression may give text; what is no number must not pass for "of any age". */
function readMaxEventAge(context: Context): number {
	const { maxEventAge } = collectionOf(context, 'options');
	const minutes = Number(maxEventAge ?? 0);
	if (minutes >= 0) return minutes;
	throw new NodeOperationError(
		context.getNode(),
		`'Max Event Age (Minutes)' is no number of minutes: "${String(maxEventAge)}"`,
		{ description: 'Enter 0 or more in the options, or remove the option.' },
	);
}

/** What the credential holds, as far as a trigger needs it. Values are trimmed, blanks are not there. */
export interface Secrets {
	readonly accountSid: string | undefined;
	readonly authType: 'apiKey' | 'authToken';
	readonly authToken: string | undefined;
	readonly secondaryAuthToken: string | undefined;
	readonly sharedKeySecret: string | undefined;
}

/** @throws what n8n throws where the credential cannot be read */
export async function readSecrets(context: Context): Promise<Secrets> {
	const credential = await context.getCredentials<Record<string, unknown>>(CREDENTIAL);
	const { authType, accountSid, authToken, secondaryAuthToken, sharedKeySecret } = credential;
	return {
		accountSid: filled(accountSid),
		authType: authType === 'apiKey' ? 'apiKey' : 'authToken',
		authToken: filled(authToken),
		secondaryAuthToken: filled(secondaryAuthToken),
		sharedKeySecret: filled(sharedKeySecret),
	};
}

function filled(value: unknown): string | undefined {
	const text = typeof value === 'string' ? value.trim() : '';
	return text === '' ? undefined : text;
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
