import type { IDataObject } from 'n8n-workflow';

import { TwilioClient } from '../../nodes/api/client';
import { Limiter } from '../../nodes/api/sending/limiter';
import {
	addUrl,
	type CallbackList,
	removeUrl,
} from '../../nodes/TwilioConversationsTrigger/registration/statusCallbacks';
import { contextWith, response } from '../support/context';

const URL = 'https://n8n.example/webhook';
const client = new TwilioClient(
	contextWith(async () => await Promise.resolve(response(200, {}))),
	new Limiter(1),
);

let lists = 0;

/** A list that somebody else sets back after each of the first writes. */
function contested(initial: IDataObject[], times: number) {
	const writes: IDataObject[][] = [];
	let callbacks = initial;
	const list: CallbackList = {
		key: `configuration ${++lists}`,
		kind: 'configuration',
		name: '"Support"',
		capacity: 2,
		read: async () => await Promise.resolve(callbacks),
		write: async (changed) => {
			writes.push(changed);
			if (writes.length > times) callbacks = changed;
			return await Promise.resolve(undefined);
		},
	};
	return { list, writes };
}

describe.each([
	['added', addUrl, []],
	['taken out', removeUrl, [{ url: URL }]],
] as const)('a URL that is %s while somebody else writes', (_what, change, initial) => {
	it('is written again until it stays', async () => {
		const { list, writes } = contested([...initial], 9);
		await change(client, list, URL);
		expect(writes).toHaveLength(10);
	});

	it('is given up after ten writes, with words for the user', async () => {
		const { list, writes } = contested([...initial], Infinity);
		await expect(change(client, list, URL)).rejects.toMatchObject({
			message: 'Somebody else keeps changing the status callbacks of the configuration "Support"',
			description: 'The change of this trigger was overwritten each time. Try again in a moment.',
		});
		expect(writes).toHaveLength(10);
	});
});
