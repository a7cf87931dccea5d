/** Thrown where the run ends before its end: Ctrl-C, or the time limit. */
export class Stopped extends Error {}
