import { conversation } from './conversation';
import { operation } from './operation';
import type { ContractCases } from './types';

/** Cases by resource. The test walks the node's own table, so a missing one fails. */
export const cases: Record<string, ContractCases> = { conversation, operation };
