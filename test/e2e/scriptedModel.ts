import Fastify from 'fastify';

/** The model's next answer: a tool call, or a final text. */
export type Turn = { tool: string; arguments: object } | { text: string };

interface Message {
	role: string;
	content: unknown;
}

interface Asked {
	messages: Message[];
	stream?: boolean;
	tools?: Array<{ function: { name: string } }>;
}

/** A server that imitates OpenAI's API with scripted answers. */
export interface ScriptedModel {
	/** Base URL for the credential. */
	readonly url: string;
	/** All requests, oldest first. */
	readonly asked: Asked[];
	close(): Promise<void>;
}

function toMessage(turn: Turn, count: number) {
	if ('text' in turn) return { role: 'assistant', content: turn.text };
	const call = { name: turn.tool, arguments: JSON.stringify(turn.arguments) };
	const calls = [{ index: 0, id: `call_${count}`, type: 'function', function: call }];
	return { role: 'assistant', content: null, tool_calls: calls };
}

/**
 * Starts the server on this machine. It implements "Chat Completions", streamed or not.
 *
 * @param next returns the next turn, given the tool results so far as text
 */
export async function startScriptedModel(
	next: (answers: string[]) => Turn,
): Promise<ScriptedModel> {
	const asked: Asked[] = [];
	const fastify = Fastify({ forceCloseConnections: true });
	fastify.post<{ Body: Asked }>('/v1/chat/completions', async ({ body }, reply) => {
		asked.push(body);
		const answers = body.messages
			.filter(({ role }) => role === 'tool')
			.map(({ content }) => JSON.stringify(content));
		const turn = next(answers);
		const message = toMessage(turn, answers.length);
		const finish_reason = 'text' in turn ? 'stop' : 'tool_calls';
		const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
		const base = { id: 'scripted', created: 1, model: 'scripted' };
		if (body.stream !== true) {
			const choices = [{ index: 0, message, finish_reason }];
			return { ...base, object: 'chat.completion', usage, choices };
		}
		const chunk = (choice: object) => {
			const choices = [{ index: 0, finish_reason: null, ...choice }];
			return `data: ${JSON.stringify({ ...base, object: 'chat.completion.chunk', choices })}\n\n`;
		};
		const ended = chunk({ delta: {}, finish_reason });
		await reply
			.type('text/event-stream')
			.send(`${chunk({ delta: message })}${ended}data: [DONE]\n\n`);
		return reply;
	});
	const url = await fastify.listen({ host: '127.0.0.1', port: 0 });
	return { url: `${url}/v1`, asked, close: async () => await fastify.close() };
}
