import { apiOf, person } from '../../emulator/testClient';
import { listenOn } from '../../engine/harness';
import type { EventCase, Stage } from './types';

const CUSTOMER = '+15550001';
/** As it stands in the example, under "Ignore Messages From". */
const OWN = '+15017122661';

/** The example, active, and a conversation between a customer and the company. */
async function arranged({ emulator, importExample }: Stage) {
	const { id: configurationId } = emulator.store.addConfiguration();
	const example = importExample((workflow) => listenOn(workflow, configurationId));
	await example.activate();
	const api = apiOf(emulator);
	const participants = [person(CUSTOMER), person(OWN, 'AGENT')];
	const { body } = await api('POST', '/v2/Conversations', { configurationId, participants });
	const write = async (from: string, to: string, content: object) => {
		await api('POST', `/v2/Conversations/${body.id}/Communications`, {
			author: { address: from, channel: 'SMS' },
			recipients: [{ address: to, channel: 'SMS' }],
			content,
		});
		await emulator.callbacks.idle();
		return await example.results();
	};
	const sent = () =>
		emulator.journal
			.filter(({ method, path }) => method === 'POST' && path.endsWith('/Actions'))
			.map((entry) => entry.body);
	return { write, sent, emulator };
}

export const autoReply: readonly EventCase[] = [
	{
		title: 'answers a message on its channel, from the address that it came to, and not itself',
		play: async (stage) => {
			const { write, sent, emulator } = await arranged(stage);
			await write(CUSTOMER, OWN, { type: 'TEXT', text: 'Hello?' });
			// The reply is recorded and reported too; whatever that starts has ended by now.
			await emulator.callbacks.idle();
			const results = await write(OWN, CUSTOMER, { type: 'TEXT', text: 'Written by hand' });
			expect(results.map(({ error }) => error)).toEqual([undefined]);
			expect(results[0].items('Send Reply')[0].json).toMatchObject({ status: 'COMPLETED' });
			expect(sent()).toEqual([
				{
					type: 'SEND_MESSAGE',
					payload: {
						from: { address: OWN, channel: 'SMS' },
						to: [{ address: CUSTOMER, channel: 'SMS' }],
						content: {
							text: 'Thank you for your message. We will get back to you within a day.',
						},
					},
				},
			]);
		},
	},
	{
		title: 'leaves transcriptions alone',
		play: async (stage) => {
			const { write, sent } = await arranged(stage);
			const results = await write(CUSTOMER, OWN, { type: 'TRANSCRIPTION', text: 'Hello?' });
			expect(results).toHaveLength(1);
			expect(results[0].executed('Send Reply')).toBe(false);
			expect(sent()).toEqual([]);
		},
	},
];
