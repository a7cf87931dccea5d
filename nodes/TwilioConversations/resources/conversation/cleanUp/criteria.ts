import type { IDataObject } from 'n8n-workflow';

import { Cancelled } from '../../../../api/cancellation';
import type { TwilioClient } from '../../../../api/client';
import { isNotFound } from '../../../../api/answers/errors';
import { type ConversationTest, toTest } from '../matching';
import { mayBeOwnSide } from '../participantMatching';
import { idleSince, timeAtTwilio } from './age';
import { hasAge } from './ageFilters';
import { NOT_CALLED_A_CUSTOMER, reasonOf, unclear } from './ending';
import type { CleanUpFilters } from './parameters';
import type { Found } from './found';
import { hasMessageSince } from './messages';

/** The result of checking a conversation's messages; `unclear` says why it could not be told. */
export type Use = 'idle' | 'inUse' | 'gone' | Required<Pick<Found, 'unclear'>>;

/** Decides which conversations are selected, once Twilio's time is known. */
export class Criteria {
	/** Tests the record. */
	readonly test: ConversationTest;

	/** A message since then keeps a conversation; undefined if messages do not count. */
	private readonly messagesSince: number | undefined;

	/** The address that stands for an age, so that it has to be the customer's. */
	private readonly customer: string | undefined;

	/**
	 * @param filters with the statuses that are allowed
	 * @param how `sentAt` is when Twilio answered, by its clock: milliseconds since 1970
	 * @throws NodeOperationError as `timeAtTwilio`
	 */
	constructor(
		client: TwilioClient,
		filters: CleanUpFilters,
		{ sentAt, countMessages }: { sentAt: number | undefined; countMessages: boolean },
	) {
		const now = timeAtTwilio(client, filters, sentAt);
		const since = idleSince(filters, now);
		const idle = since === undefined ? filters : { ...filters, updatedBefore: { at: since } };
		// Without a filter by age, the own address would select every conversation: it is in all of
		// them.
		this.test = toTest(idle, { now, who: hasAge(filters) ? 'anybody' : 'notAgents' });
		this.messagesSince = countMessages ? since : undefined;
		const { participantAddress, participantProfileId } = filters;
		const isByAddress = !hasAge(filters) && participantProfileId === undefined;
		this.customer = isByAddress ? participantAddress : undefined;
	}

	/** Why a conversation is left alone that the test selects; undefined for one to act on. */
	whyUnclear({ participants }: IDataObject): string | undefined {
		const isUnclear = this.customer !== undefined && mayBeOwnSide(participants, this.customer);
		return isUnclear ? NOT_CALLED_A_CUSTOMER : undefined;
	}

	/** Checks the messages of a conversation whose record is old enough. */
	async useOf(client: TwilioClient, one: Pick<Found, 'id' | 'status'>): Promise<Use> {
		return await this.isInUse(client, one).then(
			(isInUse): Use => (isInUse ? 'inUse' : 'idle'),
			(error: unknown): Use => {
				if (error instanceof Cancelled) throw error;
				return isNotFound(error) ? 'gone' : { unclear: unclear(reasonOf(error)) };
			},
		);
	}

	/**
	 * Checks a record again that was read by itself.
	 *
	 * @returns why it is not selected any more; undefined if it still is
	 * @throws NodeApiError as `hasMessageSince`
	 */
	async whyNot(client: TwilioClient, record: IDataObject): Promise<string | undefined> {
		if (!this.test.fits(record)) return 'It does not match any more';
		const whyUnclear = this.whyUnclear(record);
		if (whyUnclear !== undefined) return whyUnclear;
		const one = { id: String(record.id), status: String(record.status) };
		return (await this.isInUse(client, one)) ? 'It is in use: it got a message' : undefined;
	}

	private async isInUse(
		client: TwilioClient,
		{ id, status }: Pick<Found, 'id' | 'status'>,
	): Promise<boolean> {
		// A closed conversation gets no more messages.
		if (this.messagesSince === undefined || status === 'CLOSED') return false;
		return await hasMessageSince(client, id, this.messagesSince);
	}
}
