/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs on a developer's machine, not in n8n */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { AnswerMessage, CallMessage, CallName, Calls } from './protocol';

interface Pending {
	resolve: (output: unknown) => void;
	reject: (error: Error) => void;
}

/**
 * An emulator in its own process: its CPU time does not count as the node's, and neither blocks the
 * other's event loop.
 */
export class EmulatorClient {
	private readonly child: ChildProcess;
	private readonly pending = new Map<number, Pending>();
	private calls = 0;

	constructor() {
		// Inherits the flags that load TypeScript in this process.
		this.child = fork(join(__dirname, 'emulatorProcess.ts'), { stdio: ['ignore', 2, 2, 'ipc'] });
		this.child.on('message', (message: AnswerMessage) => this.settle(message));
		this.child.once('exit', () => this.fail(new Error('The emulator process has ended')));
		this.child.once('error', (error) => this.fail(error));
	}

	/** @throws Error when the call fails in the child, or when the process is gone */
	async call<Name extends CallName>(
		name: Name,
		input: Calls[Name]['input'],
	): Promise<Calls[Name]['output']> {
		const id = ++this.calls;
		const message: CallMessage<Name> = { id, name, input };
		const output = await new Promise<unknown>((resolve, reject) => {
			this.pending.set(id, { resolve, reject });
			if (this.child.connected) this.child.send(message);
			else this.fail(new Error('The emulator process has ended'));
		});
		// The child's handlers are typed by the same table.
		return output as Calls[Name]['output'];
	}

	/** Ends the process and drops its state. */
	stop(): void {
		if (this.child.connected) this.child.disconnect();
	}

	private settle({ id, output, error }: AnswerMessage): void {
		const call = this.pending.get(id);
		this.pending.delete(id);
		if (error === undefined) call?.resolve(output);
		else call?.reject(new Error(error));
	}

	private fail(error: Error): void {
		for (const { reject } of this.pending.values()) reject(error);
		this.pending.clear();
	}
}
