import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { Field, InvalidValue } from '../shared/fields/field';
import { parameterError } from '../shared/fields/parameterError';
import { readParameter } from '../shared/fields/reading';
import { simplify } from '../shared/parameters/simplify';
import {
	configurationId,
	conversationId,
	events,
	filters,
	listenOn,
	messagesFrom,
	options,
} from './properties';

type Context = IHookFunctions | IWebhookFunctions;

/** The source of events. Saved from activation to deactivation. */
export interface ListenTarget {
	readonly listenOn: 'configuration' | 'conversation';
	readonly id: string;
}

/** Whose messages start a flow. */
export type MessagesFrom = 'anyone' | 'customers' | 'notAgents';

/** The events and filters of the user. */
export interface Wanted {
	readonly events: readonly string[];
	/** Whether events that this version does not know start a flow too. */
	readonly unknownEvents: boolean;
	readonly messagesFrom: MessagesFrom;
	/** Minutes; 0 accepts events of any age. */
	readonly maxEventAge: number;
	readonly filters: {
		readonly status: readonly string[];
		readonly channel: readonly string[];
		readonly deliveryStatus: readonly string[];
		/** As entered: see `addressKeys`. */
		readonly ignoreAddresses: string;
	};
}

/** All options, with defaults for those that were not added. */
interface Options {
	readonly allowPrivateUrl: boolean;
	readonly maxEventAge: number;
	readonly openConversations: boolean;
	readonly unknownEvents: boolean;
	readonly verifySignature: boolean;
}

/** @throws NodeOperationError that names an option with a value that cannot be read */
export function readOptions(context: Context): Options {
	return {
		allowPrivateUrl: false,
		maxEventAge: 0,
		openConversations: false,
		unknownEvents: false,
		verifySignature: true,
		...read(context, options),
	};
}

/**
 * Whether the record of an event is simplified.
 *
 * @throws NodeOperationError that names the parameter, when its value cannot be read
 */
export function isSimplified(context: Context): boolean {
	return read(context, simplify);
}

/**
 * What the trigger listens on.
 *
 * @returns undefined when the URL is added in Twilio by hand
 * @throws NodeOperationError when nothing was chosen, or what was entered cannot be an ID
 */
export function readListenTarget(context: Context): ListenTarget | undefined {
	const kind = read(context, listenOn);
	if (kind === 'configuration') return { listenOn: kind, id: read(context, configurationId) };
	if (kind === 'conversation') return { listenOn: kind, id: read(context, conversationId) };
	return undefined;
}

/**
 * Which events start a flow.
 *
 * @throws NodeOperationError that names the parameter with a value that cannot be read
 */
export function readWanted(context: Context): Wanted {
	const { unknownEvents, maxEventAge } = readOptions(context);
	const from = read(context, messagesFrom);
	const {
		status = [],
		channel = [],
		deliveryStatus = [],
		ignoreAddresses = [],
	} = read(context, filters);
	return {
		events: read(context, events) ?? [],
		unknownEvents,
		messagesFrom: from === 'anyone' || from === 'customers' ? from : 'notAgents',
		maxEventAge,
		filters: { status, channel, deliveryStatus, ignoreAddresses: ignoreAddresses.join(',') },
	};
}

/** Reads a parameter like the action node, so that both refuse the same mistakes. */
function read<Value>(context: Context, field: Field<Value>): Value {
	const { name, default: initial } = field.property;
	const entered: unknown = context.getNodeParameter(name, initial);
	try {
		const timezone = context.getTimezone();
		return readParameter(field, entered, { timezone, isToolCall: false });
	} catch (error) {
		throw shown(context, error);
	}
}

function shown(context: Context, error: unknown): unknown {
	if (!(error instanceof InvalidValue)) return error;
	return parameterError(context.getNode(), error, { description: error.hint });
}
