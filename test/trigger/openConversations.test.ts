import { NodeOperationError } from 'n8n-workflow';

import { TwilioClient } from '../../nodes/api/client';
import { errorFor } from '../../nodes/api/errors';
import { Limiter } from '../../nodes/api/limiter';
import { changeOpenConversations } from '../../nodes/TwilioConversationsTrigger/registration/openConversations';
import type { CallbackList } from '../../nodes/TwilioConversationsTrigger/registration/statusCallbacks';
import { GET_ONE, refused } from '../unit/api/failures';
import { contextWith, response } from '../unit/context';
import { deferred, settled } from '../unit/deferred';
import { NODE } from '../unit/node';

const CONFIGURATION = 'conv_configuration_1';
const URL = 'https://n8n.example/webhook';

/** So many open conversations of the configuration, each followed by one of another. */
const listing = (count: number) =>
	Array.from({ length: count }, (_, index) => [
		{ id: `own_${index}`, configurationId: CONFIGURATION },
		{ id: `other_${index}`, configurationId: 'conv_configuration_2' },
	]).flat();

/** Twilio with a list of open conversations, in one page. */
const clientWith = (conversations: object[]) =>
	new TwilioClient(
		contextWith(
			async () =>
				await Promise.resolve(response(200, { conversations, meta: { key: 'conversations' } })),
		),
		new Limiter(10),
	);

/** Notes whose list was changed, and fails for some. */
function changing(failures: Readonly<Record<string, Error>> = {}) {
	const names: string[] = [];
	const change = async (_client: TwilioClient, { name }: CallbackList) => {
		names.push(name);
		const [, id] = name.split('"');
		if (id in failures) throw failures[id];
		await Promise.resolve();
	};
	return { names, change };
}

it('changes a thousand at most, and counts those beyond', async () => {
	const { names, change } = changing();
	const client = clientWith(listing(1003));
	expect(await changeOpenConversations(client, CONFIGURATION, change, URL)).toEqual({
		done: 1000,
		skipped: 0,
		beyond: 3,
	});
	expect(names).toHaveLength(1000);
	expect(names).toContain('conversation "own_999"');
	expect(names.filter((name) => !name.includes('own_'))).toEqual([]);
});

it.each([
	['is gone', errorFor(NODE, GET_ONE, refused(404))],
	['is closed', errorFor(NODE, GET_ONE, refused(400))],
	['is being changed', errorFor(NODE, GET_ONE, refused(409))],
	['has no room', new NodeOperationError(NODE, 'No room')],
])('goes on with the others when one of them %s', async (_what, failure) => {
	const { change } = changing({ own_1: failure });
	const client = clientWith(listing(3));
	expect(await changeOpenConversations(client, CONFIGURATION, change, URL)).toEqual({
		done: 2,
		skipped: 1,
		beyond: 0,
	});
});

it.each([
	['the credential is not accepted', errorFor(NODE, GET_ONE, refused(401))],
	['Twilio is down', errorFor(NODE, GET_ONE, refused(500))],
])('ends when %s, which concerns all of them', async (_what, failure) => {
	const { change } = changing({ own_1: failure });
	const client = clientWith(listing(3));
	await expect(changeOpenConversations(client, CONFIGURATION, change, URL)).rejects.toBe(failure);
});

it('lets what was begun end after a failure, and begins nothing more', async () => {
	const gate = deferred();
	const sent: string[] = [];
	const client = new TwilioClient(
		contextWith(async ({ url }) => {
			const id = url.split('/').pop() ?? '';
			const conversations = listing(5);
			if (id === 'Conversations') {
				return response(200, { conversations, meta: { key: 'conversations' } });
			}
			sent.push(id);
			if (id === 'own_0') return response(401, {});
			await gate.promise;
			return response(200, {});
		}),
		new Limiter(2),
	);
	const change = async (_client: TwilioClient, list: CallbackList) => {
		await list.read();
		await list.read();
	};
	let isOver = false;
	const ending = changeOpenConversations(client, CONFIGURATION, change, URL).finally(() => {
		isOver = true;
	});
	const failure = expect(ending).rejects.toThrow('Twilio did not accept the credential');
	while (sent.length < 3) await settled();
	await settled();
	expect(isOver).toBe(false);
	gate.resolve();
	await failure;
	expect(sent.sort()).toEqual(['own_0', 'own_1', 'own_1', 'own_2', 'own_2']);
});
