/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import type { Socket } from 'node:net';

import type { FastifyReply } from 'fastify';

import { ApiError } from './errors';
import type { Fault, FaultAnswer } from './faults';
import { retryAfterText } from './rateLimit';
import type { Reply } from './reply';

const PROXY_PAGE =
	'<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head>' +
	'<body><h1>Bad Gateway</h1></body></html>';

/** Outcome of a fault: an answer, or a cut connection. */
type Effect = ApiError | Reply | 'cut';

function given({ status, headers, body }: FaultAnswer = { status: 500 }): Reply {
	return { status, headers, body, text: body === undefined ? '' : JSON.stringify(body) };
}

/** Applies faults to answers and connections. */
export class FaultInjector {
	constructor(private readonly now: () => number) {}

	/**
	 * The fault's effect instead of handling the request; undefined if the request is handled first.
	 */
	async before(
		{ kind, retryAfter, answer }: Fault,
		socket: Socket,
		hangMs: number,
	): Promise<Effect | undefined> {
		switch (kind) {
			case '429':
				return new ApiError(429, 20429, 'Too Many Requests', this.retryAfter(retryAfter));
			case '500':
			case '502':
			case '503':
			case '504':
				return new ApiError(
					Number(kind),
					20000 + Number(kind),
					'Injected server error',
					this.retryAfter(retryAfter),
				);
			case '503-retry-after':
				return new ApiError(503, 20503, 'Service unavailable', this.retryAfter(retryAfter ?? 1));
			case 'html':
			case 'html-200':
				return {
					status: kind === 'html' ? 502 : 200,
					headers: { 'Content-Type': 'text/html' },
					body: undefined,
					text: PROXY_PAGE,
				};
			case 'answer':
				return given(answer);
			case 'reset-before':
				socket.resetAndDestroy();
				return 'cut';
			case 'hang':
				await this.hang(socket, hangMs);
				return 'cut';
			default:
				return undefined;
		}
	}

	/** The fault's effect after the request was handled. */
	after({ kind, answer: other }: Fault, answer: Reply, reply: FastifyReply): Effect {
		const text = JSON.stringify(answer.body);
		const half = text.slice(0, Math.ceil(text.length / 2));
		switch (kind) {
			case '500-after':
				return new ApiError(500, 20500, 'Injected server error');
			case 'answer-after':
				return given(other);
			case 'truncated':
				return { ...answer, text: half };
			case 'empty':
				return { ...answer, text: '' };
			case 'reset-after':
				reply.raw.socket?.resetAndDestroy();
				return 'cut';
			case 'reset-mid-body': {
				const headers = {
					'Content-Type': 'application/json',
					'Content-Length': Buffer.byteLength(text),
				};
				reply.raw.writeHead(answer.status, headers);
				reply.raw.write(half, () => reply.raw.socket?.destroy());
				return 'cut';
			}
			default:
				return answer;
		}
	}

	private retryAfter(value: number | string | undefined): Record<string, string> {
		return value === undefined ? {} : { 'Retry-After': retryAfterText(value, this.now()) };
	}

	/** Hangs until the time is up, the client gives up, or the emulator closes. */
	private async hang(socket: Socket, hangMs: number): Promise<void> {
		await new Promise<void>((resolve) => {
			const end = () => {
				clearTimeout(timer);
				socket.off('close', end);
				socket.destroy();
				resolve();
			};
			const timer = setTimeout(end, hangMs);
			socket.once('close', end);
		});
	}
}
