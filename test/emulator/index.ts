/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
export type { Delivery, EventType } from './callbacks';
export type { Clock } from './clock';
export type { Emulator } from './emulator';
export { FAULT_KINDS } from './faults';
export type { FaultKind, FaultMatch, FaultPlan, PlannedFault } from './faults';
export type { JournalEntry } from './journal';
export { DEFAULT_CREDENTIALS } from './options';
export type { EmulatorOptions } from './options';
export type { RateLimit } from './rateLimit';
export type { SeedOptions, SeedResult } from './seed';
export { startEmulator } from './server';
export { bodyHash, signUrl } from './signature';
export type * from './state/records';
export type { NewConversation, NewParticipant, Store } from './state/store';
export { DEFAULT_SWITCHES } from './switches';
export type { Switches } from './switches';
