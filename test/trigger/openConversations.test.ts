import { TwilioClient } from '../../nodes/api/client';
import { Limiter } from '../../nodes/api/sending/limiter';
import {
	leaveOpen,
	newTally,
	reachOpen,
} from '../../nodes/TwilioConversationsTrigger/registration/openConversations';
import { contextWith, response } from '../support/context';
import { deferred, settled } from '../support/deferred';

const CONFIGURATION = 'conv_configuration_1';
const URL = 'https://n8n.example/webhook';
const OWN = { url: URL, method: 'POST' };
const STRANGER = { url: 'https://stranger.example/cb', method: 'POST' };

interface Conversation {
	id: string;
	configurationId: string;
	configuration: { statusCallbacks: object[] };
}

interface Twilio {
	/** Whether listed records say which callbacks they have. */
	listsCallbacks?: boolean;
	/** Status of the answer to a write, by id. */
	refuses?: Readonly<Record<string, number>>;
}

/** A fake Twilio that lists open conversations on one page. */
function twilioWith(
	conversations: Conversation[],
	{ listsCallbacks = true, refuses = {} }: Twilio = {},
) {
	const requests: string[] = [];
	const context = contextWith(async ({ method = 'GET', url, body }) => {
		const id = url.split('/').pop() ?? '';
		if (id === 'Conversations') {
			const listed = conversations.map(({ configuration, ...rest }) =>
				listsCallbacks ? { ...rest, configuration } : { id: rest.id },
			);
			return response(200, { conversations: listed, meta: { key: 'conversations' } });
		}
		requests.push(`${method} ${id}`);
		const record = conversations.find((one) => one.id === id);
		if (record === undefined) return response(404, {});
		if (method === 'PATCH') {
			if (id in refuses) return response(refuses[id], {});
			record.configuration = Object(body).configuration;
		}
		return await Promise.resolve(response(200, record));
	});
	return { client: new TwilioClient(context, new Limiter(10), undefined, 100), requests };
}

/** `count` open conversations of the configuration, each followed by one of another. */
const listing = (count: number, callbacks: object[] = []): Conversation[] =>
	Array.from({ length: count }, (_, index) =>
		[`own_${index}`, `other_${index}`].map((id, at) => ({
			id,
			configurationId: at === 0 ? CONFIGURATION : 'conv_configuration_2',
			configuration: { statusCallbacks: [...callbacks] },
		})),
	).flat();

const open = (more = {}) => ({
	configurationId: CONFIGURATION,
	url: URL,
	tally: newTally(),
	...more,
});

it('adds to a thousand at most and counts those beyond; removes from all', async () => {
	const { client, requests } = twilioWith(listing(1003));
	const added = open();
	await reachOpen(client, added);
	expect(added.tally).toEqual({ done: 1000, left: 0, beyond: 3 });
	expect(requests.filter((one) => one.startsWith('PATCH'))).toHaveLength(1000);
	expect(requests.filter((one) => !one.includes('own_'))).toEqual([]);

	const many = twilioWith(listing(1003, [STRANGER, OWN]));
	const removed = open();
	await leaveOpen(many.client, removed);
	expect(removed.tally).toEqual({ done: 1003, left: 0, beyond: 0 });
});

it.each([
	['reachOpen', reachOpen, [STRANGER, OWN]],
	['leaveOpen', leaveOpen, [STRANGER]],
] as const)('%s makes no request when nothing has to change', async (_name, change, callbacks) => {
	const { client, requests } = twilioWith(listing(20, [...callbacks]));
	await change(client, open());
	expect(requests).toEqual([]);
});

it('reads each one once when the list does not say which callbacks it has', async () => {
	const { client, requests } = twilioWith(listing(20, [OWN]), { listsCallbacks: false });
	await reachOpen(client, open());
	expect(requests).toHaveLength(40);
	expect(new Set(requests).size).toBe(40);
});

it('reads conversations of other configurations only once in a test', async () => {
	const { client, requests } = twilioWith(listing(20), { listsCallbacks: false });
	const without = new Set<string>();
	await reachOpen(client, open({ without }));
	requests.length = 0;
	await leaveOpen(client, open({ without }));
	expect(requests.filter((one) => one.includes('other_'))).toEqual([]);
	expect(requests.filter((one) => one.startsWith('PATCH'))).toHaveLength(20);
});

describe.each([400, 403, 409, 422, 429, 500, 502, 503])(
	'HTTP %d for one conversation',
	(status) => {
		it.each([
			['reachOpen', reachOpen, []],
			['leaveOpen', leaveOpen, [OWN]],
		] as const)('does not keep %s from the others', async (_name, change, callbacks) => {
			const { client } = twilioWith(listing(5, [...callbacks]), { refuses: { own_1: status } });
			const all = open();
			await change(client, all);
			expect(all.tally).toMatchObject({ done: 4, left: 1, reason: expect.any(String) });
		});
	},
);

it('leaves out one that is gone meanwhile', async () => {
	const { client } = twilioWith(listing(5), { refuses: { own_1: 404 } });
	const all = open();
	await reachOpen(client, all);
	expect(all.tally).toEqual({ done: 4, left: 0, beyond: 0 });
});

it('waits for running requests when the credential is not accepted, and starts no more', async () => {
	const gate = deferred();
	const sent: string[] = [];
	const client = new TwilioClient(
		contextWith(async ({ url }) => {
			const id = url.split('/').pop() ?? '';
			const conversations = listing(5).map(({ id: own, configurationId }) => ({
				id: own,
				configurationId,
			}));
			if (id === 'Conversations') {
				return response(200, { conversations, meta: { key: 'conversations' } });
			}
			sent.push(id);
			if (id === 'own_0') return response(401, {});
			await gate.promise;
			return response(200, { id, configurationId: 'another' });
		}),
		new Limiter(2),
	);
	let isOver = false;
	const ending = reachOpen(client, open()).finally(() => {
		isOver = true;
	});
	const failure = expect(ending).rejects.toThrow('Twilio did not accept the credential');
	while (sent.length < 2) await settled();
	await settled();
	expect(isOver).toBe(false);
	gate.resolve();
	await failure;
	expect(sent.length).toBeLessThan(5);
});
