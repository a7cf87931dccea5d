import { action } from './action';
import { communication } from './communication';
import { configuration } from './configuration';
import { conversation } from './conversation';
import { operation } from './operation';
import { participant } from './participant';
import { resources } from '../../../nodes/TwilioConversations/resources';
import type { ContractCases } from './types';

/** Cases by resource. The test walks the node's own table, so a missing one fails. */
export const cases: Record<string, ContractCases> = {
	action,
	communication,
	configuration,
	conversation,
	operation,
	participant,
};

/** Every operation of the node's table, with the parameters of its first case. */
export const OPERATIONS = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({
		resource: resource.value,
		operation: operation.value,
		method: operation.endpoint.method,
		/** Takes one item only. */
		waits: operation.waits === true,
		isKeyed: JSON.stringify(operation.fields).includes('"idempotencyKey"'),
		parameters: cases[resource.value][operation.value][0].parameters,
	})),
);
