import { type IDataObject, NodeApiError } from 'n8n-workflow';

import { type ErrorFacts, stepError } from '../../../../api/answers/errors';
import type { TwilioClient } from '../../../../api/client';
import { explainOwner } from '../../addressOwner';
import { explainClosed } from '../../closedConversation';

/** A step that went wrong after the conversation existed. */
interface Trouble {
	/** Follows "…, but": "the message was not sent". */
	readonly what: string;
	/** What it means and what to do. */
	readonly wayOut: string;
	/** Whether the message may have been sent. */
	readonly mayHaveRun: boolean;
	readonly facts?: ErrorFacts;
}

/** The way out as long as the message was not sent. */
export const GOES_ON =
	'No message was sent. Correct the reason if there is one, then run it again: it continues from there.';

/** How far a start has come. A later error tells it first. */
export class SoFar {
	private readonly added: string[] = [];

	constructor(
		private readonly client: TwilioClient,
		readonly conversationId: string,
		readonly created: boolean,
	) {}

	/** @param reached by an earlier try */
	static from(client: TwilioClient, { conversationId, created }: IDataObject): SoFar {
		return new SoFar(client, String(conversationId), created === true);
	}

	/** What a retry needs to know. */
	get reached() {
		const { conversationId, created } = this;
		return { conversationId, created };
	}

	/** @param participantId of a participant that was added */
	add(participantId: string): void {
		this.added.push(participantId);
	}

	/**
	 * Makes the error that says first what exists by now.
	 *
	 * @param error of a request
	 * @returns the error to show; anything that is no error of a request is returned as it is
	 */
	async explain(error: unknown, { what, wayOut, mayHaveRun, facts }: Trouble): Promise<unknown> {
		const { client, conversationId, created, added } = this;
		const cause = explainOwner(client, error);
		const reason = await explainClosed(cause, { client, ids: { conversationId } });
		if (!(reason instanceof NodeApiError)) return reason;
		return stepError(
			client.node,
			reason,
			{ message: `${this.words}, but ${what}`, description: wayOut },
			{
				...facts,
				...{ conversationId, created, mayHaveRun },
				addedParticipantIds: added.join(', ') || undefined,
			},
		);
	}

	private get words(): string {
		const { conversationId, created, added } = this;
		const conversation = `The conversation "${conversationId}" ${created ? 'was created' : 'already existed'}`;
		if (added.length === 0) return conversation;
		const ids = added.map((id) => `"${id}"`).join(' and ');
		return `${conversation}, and ${ids} ${added.length === 1 ? 'was' : 'were'} added to it`;
	}
}
