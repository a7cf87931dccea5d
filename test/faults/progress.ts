/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { SingleBar } from 'cli-progress';

const LOOK_INTERVAL_MS = 250;

/** Between two lines where there is no terminal to draw on. */
const LINE_INTERVAL_MS = 10_000;

/** Shows how far a scenario is: a bar on a terminal, elsewhere (a log, a pipe) a line now and then. */
export class Progress {
	private readonly bar: SingleBar;
	private timer: NodeJS.Timeout | undefined;

	constructor(stream: NodeJS.WriteStream, name: string) {
		this.bar = new SingleBar({
			stream,
			format: `${name} {bar} {value} of {total}`,
			barCompleteChar: '█',
			barIncompleteChar: '░',
			barsize: 30,
			hideCursor: true,
			clearOnComplete: true,
			noTTYOutput: true,
			notTTYSchedule: LINE_INTERVAL_MS,
			// The run has its own handling of Ctrl-C.
			gracefulExit: false,
		});
	}

	/** @param done tells how far it is, between 0 and `total` */
	follow(total: number, done: () => number): void {
		this.bar.start(total, 0);
		this.timer = setInterval(() => this.bar.update(Math.min(total, done())), LOOK_INTERVAL_MS);
	}

	stop(): void {
		clearInterval(this.timer);
		this.bar.stop();
	}
}
