import { action } from './action';
import { communication } from './communication';
import { configuration } from './configuration';
import { conversation } from './conversation';
import { operation } from './operation';
import { participant } from './participant';
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
