import { type IDataObject, NodeApiError } from 'n8n-workflow';

import { CREATE_ACTION, FETCH_ACTION } from '../../api/endpoints';
import { waitForAction } from '../../api/jobs/action';
import type { CollectionValues } from '../../shared/fields/collection';
import { optionsCollection } from '../../shared/parameters/commonOptions';
import { maxWait, waitTime, waitUntilSent } from '../../shared/parameters/waiting';
import { type Making, makeOnce, maybeMade, notReadAgain, tryKey } from './makeOnce';
import type { Session } from './run';

const optionFields = [maxWait, waitUntilSent] as const;

/** The options of every operation that sends a message. */
export const sendingOptions = optionsCollection(...optionFields);

export type SendingOptions = CollectionValues<typeof optionFields>;

/** A message, ready to be sent. */
export interface Outgoing {
	/** As Twilio takes it: from, to, content, channelSettings. */
	readonly payload: IDataObject;
	/** What goes into the output besides the action. */
	readonly about?: IDataObject;
}

type Ids = { readonly conversationId: string };

type Sending = Session & { readonly ids: Ids };

/** The words about an earlier try to send a message. */
export function messageIn(conversationId: string) {
	return {
		done: 'sent',
		what: `the message in the conversation "${conversationId}"`,
		wayOut:
			'It was not sent again. Look at the messages of the conversation before you run the workflow once more, because that would send it again.',
	} satisfies Making;
}

/**
 * Sends a message, once in all tries of the step: whatever comes back, it is not repeated where it may
 * have gone out. One that Twilio could not send may be sent again.
 *
 * @param entered what identifies the message: the values that it is made of
 * @param prepare makes it, unless an earlier try has sent it
 * @returns the action, as it was seen last, and what goes with it
 * @throws NodeApiError as `TwilioClient.request` and `waitForAction`, or when an earlier try may have
 *   sent it
 */
export async function send(
	run: Sending,
	entered: IDataObject,
	chosen: SendingOptions,
	prepare: () => Promise<Outgoing>,
): Promise<IDataObject> {
	const { client, ids, tries } = run;
	const key = tryKey(run, 'send', ids.conversationId, entered);
	const { answer, about } = await sentOnce(run, key, prepare);
	if (chosen.waitForCompletion === false) return { ...answer.body, ...about };
	const wait = waitForAction(client, ids.conversationId, answer, waitTime(chosen));
	const action = await wait.catch((error: unknown) => {
		if (error instanceof NodeApiError) tries.set(key, {});
		throw error;
	});
	return { ...action, ...about };
}

async function sentOnce(
	{ client, ids, tries }: Sending,
	key: string,
	prepare: () => Promise<Outgoing>,
) {
	const making = messageIn(ids.conversationId);
	const earlier = tries.get(key);
	if (earlier?.made === null) throw maybeMade(client, making, ids);
	if (earlier?.made === undefined) {
		const { payload, about } = await prepare();
		const body = { type: 'SEND_MESSAGE', payload };
		const request = async () => await client.request(CREATE_ACTION, { ids, body });
		return { answer: await makeOnce({ client, tries }, key, request, about), about };
	}
	const { made: actionId, about } = earlier;
	const look = client.request(FETCH_ACTION, { ids: { ...ids, actionId } });
	const answer = await look.catch((error: unknown) => {
		throw notReadAgain(client, making, error, { ...ids, actionId });
	});
	return { answer, about };
}
