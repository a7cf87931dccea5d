import type { IBinaryKeyData, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Cancellation, Cancelled } from '../api/cancellation';
import { TwilioClient } from '../api/client';
import { Crew } from '../api/crew';
import { Limiter } from '../api/sending/limiter';
import { wasNotSent } from '../api/answers/notSent';
import { Breather } from './resources/breather';
import { executionKeyOf, roundsOf } from './executionKey';
import { addProgress, type NodeFailure, toErrorItem, toItemError } from './itemError';
import { ItemReader } from './readItem';
import { suspensionOf } from './suspension';
import { assertCanWait } from './waitingStep';
import type { Operation, Prepared } from './resources/define';
import { triesOf, triesOfProcess } from './resources/earlierTries';
import type { OutputFile, Session } from './resources/run';
import { isToolCall } from './toolCall';

interface Entry {
	readonly index: number;
	readonly prepared: Prepared;
}

/**
 * Runs an operation for every item.
 *
 * Items on the same record run one after the other in input order, all others concurrently; the
 * output is in input order and each of its items points to its input item. When the node is set to
 * continue, a failed item becomes one with its error. Otherwise an invalid item stops everything
 * before anything is sent, and the first refusal stops what has not started; what is running is
 * finished, so that nothing goes on unseen. When the user cancels, the items done so far are
 * returned, and n8n marks the execution as cancelled.
 *
 * @throws NodeApiError or NodeOperationError with the index of its item
 */
export async function runItems(
	context: IExecuteFunctions,
	operation: Operation,
): Promise<INodeExecutionData[]> {
	const cancellation = new Cancellation();
	const signal = context.getExecutionCancelSignal();
	const onCancel = () => cancellation.cancel();
	signal?.addEventListener('abort', onCancel);
	if (signal?.aborted) onCancel();
	try {
		return await new ItemLoop(context, operation, cancellation).run();
	} finally {
		signal?.removeEventListener('abort', onCancel);
	}
}

class ItemLoop {
	private readonly items: INodeExecutionData[];

	private readonly output: INodeExecutionData[][] = [];

	private readonly failures = new Failures();

	private readonly breather = new Breather();

	private readonly reader: ItemReader;

	private readonly crew: Crew;

	private readonly session: Omit<Session, 'attach' | 'client' | 'itemIndex' | 'tries'>;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: Operation,
		cancellation: Cancellation,
	) {
		this.items = context.getInputData();
		this.reader = new ItemReader(context);
		const limiter = new Limiter(this.reader.maxRequests());
		this.crew = new Crew(new TwilioClient(context, limiter, cancellation));
		this.session = {
			itemCount: this.items.length,
			executionKey: executionKeyOf(context),
			roundOf: roundsOf(context),
			timezone: context.getTimezone(),
			isToolCall: isToolCall(context),
			suspension: suspensionOf(context),
			progress: (message) => context.sendMessageToUI(message),
			hint: (message) => context.addExecutionHints?.({ message, location: 'outputPane' }),
		};
	}

	async run(): Promise<INodeExecutionData[]> {
		const lanes: Array<Promise<void>> = [];
		for (const lane of toLanes(await this.prepareAll())) {
			lanes.push(this.runLane(lane));
			await this.breather.breathe();
		}
		await Promise.all(lanes);
		const { first } = this.failures;
		if (first === undefined) return this.output.flat();
		const done = this.output.filter((records) => records !== undefined).length;
		throw addProgress(first, done, this.items.length);
	}

	private async prepareAll(): Promise<Entry[]> {
		const entries: Entry[] = [];
		for (let index = 0; index < this.items.length && !this.crew.isStopped; index++) {
			try {
				assertCanWait(this.context.getNode(), this.operation, {
					itemCount: this.items.length,
					isToolCall: isToolCall(this.context),
				});
				entries.push({ index, prepared: this.reader.prepare(this.operation, index) });
			} catch (error) {
				this.fail(index, error);
			}
			await this.breather.breathe();
		}
		return entries;
	}

	private async runLane(lane: Entry[]): Promise<void> {
		for (const { index, prepared } of lane) {
			if (this.crew.isStopped) return;
			try {
				let binary: IBinaryKeyData | undefined;
				const attach = async (file: OutputFile) => {
					binary = await this.keep(file);
				};
				// Each tool call has an item of its own.
				const tries = this.session.isToolCall ? triesOfProcess : triesOf(this.items[index]);
				const records = await this.crew.run(
					async (client) =>
						await prepared.run({ ...this.session, attach, client, tries, itemIndex: index }),
				);
				this.output[index] = records.map((json) => ({
					json,
					...(binary && { binary }),
					pairedItem: { item: index },
				}));
			} catch (error) {
				this.fail(index, error);
			}
		}
	}

	/**
	 * Hands a file over to n8n, under the name that n8n's own nodes use for the only file of an item.
	 */
	private async keep({ content, name, mimeType }: OutputFile): Promise<IBinaryKeyData> {
		return { data: await this.context.helpers.prepareBinaryData(content, name, mimeType) };
	}

	private fail(index: number, error: unknown): void {
		// Stopped on purpose; the item that caused it reports the reason.
		if (error instanceof Cancelled) return;
		const failure = toItemError(this.context.getNode(), index, error);
		if (this.context.continueOnFail()) {
			this.output[index] = [toErrorItem(failure)];
			return;
		}
		this.failures.add(index, failure);
		this.crew.stop();
	}
}

/** Collects failures, and picks the one to throw. */
class Failures {
	private readonly sent = new Map<number, NodeFailure>();

	private readonly unsent = new Map<number, NodeFailure>();

	add(index: number, failure: NodeFailure): void {
		(wasNotSent(failure) ? this.unsent : this.sent).set(index, failure);
	}

	/** The failure of the first item, but one with an answer comes before one that was not sent. */
	get first(): NodeFailure | undefined {
		const failures = this.sent.size > 0 ? this.sent : this.unsent;
		return failures.get(Math.min(...failures.keys()));
	}
}

/** Items with the same key share a lane, in input order; every other item has its own. */
function toLanes(entries: Entry[]): Entry[][] {
	const lanes = new Map<string | Entry, Entry[]>();
	for (const entry of entries) {
		const key = entry.prepared.orderKey ?? entry;
		const lane = lanes.get(key);
		if (lane === undefined) lanes.set(key, [entry]);
		else lane.push(entry);
	}
	return [...lanes.values()];
}
