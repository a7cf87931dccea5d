export { EngineProcess } from './engineProcess';
export { here } from './here';
export type { Jump } from './jumpingClock';
export type { Engine, EngineAnswer, EngineRequest } from './types';
