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
 * An emulator in a process of its own: what it costs to play Twilio is not on the account of the
 * node, and the engine and the service do not wait for each other.
 */
export class EmulatorClient {
	private readonly child: ChildProcess;
	private readonly pending = new Map<number, Pending>();
	private calls = 0;

	constructor() {
		// Inherits the flags by which this process loads TypeScript.
		this.child = fork(join(__dirname, 'emulatorProcess.ts'), { stdio: ['ignore', 2, 2, 'ipc'] });
		this.child.on('message', (message: AnswerMessage) => this.settle(message));
		this.child.once('exit', () => this.fail(new Error('The emulator process has ended')));
		this.child.once('error', (error) => this.fail(error));
	}

	/** @throws Error when the call fails there, or when the process is gone */
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
		// The handlers on the other side are typed by the same table.
		return output as Calls[Name]['output'];
	}

	/** Ends the process; what it held is gone. */
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
