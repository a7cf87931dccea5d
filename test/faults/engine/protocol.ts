import type { EngineAnswer, EngineRequest } from './types';

/** To the process with the engine. */
export type Order = { id: number; run: EngineRequest } | { id: number; cancel: true };

/** From the process with the engine; `ready` once, when n8n's engine is loaded. */
export type News =
	| { ready: true }
	| { id: number; answer: EngineAnswer }
	| { id: number; failure: string };
