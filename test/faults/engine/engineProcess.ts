/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs on a developer's machine, not in n8n */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { News, Order } from './protocol';
import type { Engine, EngineAnswer, EngineRequest } from './types';

interface Pending {
	resolve: (answer: EngineAnswer) => void;
	reject: (error: Error) => void;
}

const GONE = 'The process with the engine has ended';

/** n8n's engine in a child process, which can be killed. */
export class EngineProcess implements Engine {
	/** Resolves when n8n's engine is loaded. */
	readonly ready: Promise<void>;

	private readonly child: ChildProcess;
	private readonly ended: Promise<void>;
	private readonly pending = new Map<number, Pending>();
	private runs = 0;

	/** @param args see main.ts */
	constructor(args: readonly string[] = []) {
		this.child = fork(join(__dirname, 'main.ts'), args, {
			execArgv: ['--import', 'tsx'],
			stdio: ['ignore', 2, 2, 'ipc'],
		});
		this.ended = new Promise((resolve) => this.child.once('exit', () => resolve()));
		this.ready = new Promise((resolve, reject) => {
			this.child.on('message', (news: News) => ('ready' in news ? resolve() : this.settle(news)));
			this.child.once('error', reject);
			void this.ended.then(() => {
				reject(new Error(GONE));
				for (const run of this.pending.values()) run.reject(new Error(GONE));
			});
		});
		// `ready` still rejects for whoever awaits it; without a handler, the rejection would end this
		// process.
		this.ready.catch(() => undefined);
	}

	async run(request: EngineRequest, signal?: AbortSignal): Promise<EngineAnswer> {
		await this.ready;
		const id = ++this.runs;
		const cancel = () => this.send({ id, cancel: true });
		const answer = new Promise<EngineAnswer>((resolve, reject) => {
			this.pending.set(id, { resolve, reject });
			if (!this.child.connected) reject(new Error(GONE));
			this.send({ id, run: request });
		});
		signal?.addEventListener('abort', cancel);
		try {
			return await answer;
		} finally {
			signal?.removeEventListener('abort', cancel);
			this.pending.delete(id);
		}
	}

	/** Kills it with SIGKILL, like a crash or a power cut. */
	async kill(): Promise<void> {
		this.child.kill('SIGKILL');
		await this.ended;
	}

	/** Ends it when nothing is running. */
	async close(): Promise<void> {
		if (this.child.connected) this.child.disconnect();
		await this.ended;
	}

	private send(order: Order): void {
		// It may have ended in the meantime; the exit event reports that.
		if (this.child.connected) this.child.send(order, () => undefined);
	}

	private settle(news: Exclude<News, { ready: true }>): void {
		const run = this.pending.get(news.id);
		if ('answer' in news) run?.resolve(news.answer);
		else run?.reject(new Error(news.failure));
	}
}
