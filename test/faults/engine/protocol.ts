import type { EngineAnswer, EngineRequest } from './types';

/** Messages to the process with the engine. */
export type Order = { id: number; run: EngineRequest } | { id: number; cancel: true };

/** Messages from the process with the engine; `ready` comes once, when n8n's engine is loaded. */
export type News =
	| { ready: true }
	| { id: number; answer: EngineAnswer }
	| { id: number; failure: string };
