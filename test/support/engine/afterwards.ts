import type { IHttpRequestOptions, INodeType } from 'n8n-workflow';
import { UnexpectedError } from 'n8n-workflow';

/** The part of a node's context that is needed to send a request. */
interface Caller {
	helpers: object;
	getExecutionCancelSignal?: () => AbortSignal | undefined;
}

type Sender = (...args: unknown[]) => unknown;

type Method = (this: Caller, ...args: never[]) => unknown;

/** One message for each request that outlived its node. */
const found: string[] = [];

/** The helpers through which n8n lets nodes send requests. */
const HELPERS = [
	'httpRequest',
	'httpRequestWithAuthentication',
	'request',
	'requestWithAuthentication',
];

/** Tracks the requests of one call of a node's method. */
class CallOfNode {
	private readonly underWay = new Map<number, string>();

	private sent = 0;

	private hasEnded = false;

	constructor(
		private readonly method: string,
		private readonly caller: Caller,
	) {
		for (const name of HELPERS) {
			const send = Reflect.get(caller.helpers, name) as Sender | undefined;
			if (send !== undefined) Reflect.set(caller.helpers, name, this.watched(send));
		}
	}

	end(): void {
		this.hasEnded = true;
		for (const request of this.underWay.values()) {
			found.push(`${request} was under way when ${this.method} had ended`);
		}
	}

	private watched(send: Sender) {
		return async (...args: unknown[]) => {
			const options = args.find((arg): arg is IHttpRequestOptions => Object(arg).url !== undefined);
			const request = `${options?.method ?? 'GET'} ${options?.url}`;
			const number = this.sent++;
			if (this.hasEnded) found.push(`${request} was sent after ${this.method} had ended`);
			if (this.caller.getExecutionCancelSignal?.()?.aborted) {
				found.push(`${request} was sent after ${this.method} had been cancelled`);
			}
			this.underWay.set(number, request);
			try {
				return await send.apply(this.caller, args);
			} finally {
				this.underWay.delete(number);
			}
		};
	}
}

function watchedMethod(name: string, method: Method): Method {
	return async function (this: Caller, ...args) {
		const call = new CallOfNode(name, this);
		try {
			return await method.apply(this, args);
		} finally {
			call.end();
		}
	};
}

function watchAll(methods: object | undefined, prefix = ''): void {
	for (const [name, method] of Object.entries(methods ?? {})) {
		if (typeof method !== 'function') watchAll(Object(method), `${prefix}${name} `);
		else Reflect.set(Object(methods), name, watchedMethod(`${prefix}${name}`, method));
	}
}

const watched = new WeakSet<object>();

/**
 * Wraps, in place, every method of a node that can send requests, and notes the requests that
 * outlive their call. `throwIfAnyWentOn` reports them.
 */
export function watchNode<Type extends object>(node: Type): Type {
	if (watched.has(node)) return node;
	watched.add(node);
	const { execute, webhook, methods, webhookMethods }: Partial<INodeType> = node;
	watchAll(methods);
	watchAll(webhookMethods);
	Object.assign(node, {
		...(execute && { execute: watchedMethod('execute', execute as Method) }),
		...(webhook && { webhook: watchedMethod('webhook', webhook as Method) }),
	});
	return node;
}

/** @throws UnexpectedError when a request outlived its node since the last call */
export function throwIfAnyWentOn(): void {
	const requests = found.splice(0);
	if (requests.length === 0) return;
	const more = requests.length > 5 ? `, and ${requests.length - 5} more` : '';
	throw new UnexpectedError(`Nothing may go on: ${requests.slice(0, 5).join('; ')}${more}`);
}

// After each test, and after the last for stragglers. Command lines use this module without Jest.
if (typeof afterEach === 'function') {
	afterEach(throwIfAnyWentOn);
	afterAll(throwIfAnyWentOn);
}
