import { apiOf, person } from '../../../emulator/testClient';
import { listenOn } from '../../support/engine';
import type { EventCase, EventContext } from './types';

const CUSTOMER = '+15550001';
/** The example has it in "Ignore Messages From". */
const IGNORED = '+15017122661';
const OWN = '+15559999';

/** The example, active, and a conversation between a customer and the company. */
async function arranged({ emulator, importExample }: EventContext, own: string, type: string) {
	const { id: configurationId } = emulator.store.addConfiguration();
	const example = importExample((workflow) => listenOn(workflow, configurationId));
	await example.activate();
	const api = apiOf(emulator);
	const participants = [person(CUSTOMER, 'UNKNOWN'), person(own, type)];
	const { body } = await api('POST', '/v2/Conversations', { configurationId, participants });
	const write = async (from: string, to: string, content: object, channel = 'SMS') => {
		await api('POST', `/v2/Conversations/${body.id}/Communications`, {
			author: { address: from, channel },
			recipients: [{ address: to, channel }],
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

/** The company's side: a participant of an agent type, or an address that is ignored. */
const OWN_SIDES = [
	[OWN, 'AGENT'],
	[OWN, 'AI_AGENT'],
	[OWN, 'HUMAN_AGENT'],
	[IGNORED, 'UNKNOWN'],
] as const;

export const autoReply: readonly EventCase[] = [
	...OWN_SIDES.map(([own, type]) => ({
		title: `answers a message once, from the address that it came to, and never itself (${own}, ${type})`,
		testEvents: async (context: EventContext) => {
			const { write, sent, emulator } = await arranged(context, own, type);
			await write(CUSTOMER, own, { type: 'TEXT', text: 'Hi' });
			// The reply is an event too: wait for what it may start.
			await emulator.callbacks.idle();
			const results = await write(own, CUSTOMER, { type: 'TEXT', text: 'Written by hand' });
			expect(results.map(({ error }) => error)).toEqual([undefined]);
			expect(results[0].items('Send Reply')[0].json).toMatchObject({ status: 'COMPLETED' });
			expect(sent()).toEqual([
				{
					type: 'SEND_MESSAGE',
					payload: {
						from: { address: own, channel: 'SMS' },
						to: [{ address: CUSTOMER, channel: 'SMS' }],
						content: {
							text: 'Thank you for your message. We will get back to you within a day.',
						},
					},
				},
			]);
		},
	})),
	{
		title: 'leaves transcriptions alone',
		testEvents: async (context) => {
			const { write, sent } = await arranged(context, OWN, 'AGENT');
			const content = { type: 'TRANSCRIPTION', text: 'Hello?' };
			expect(await write(CUSTOMER, OWN, content, 'VOICE')).toEqual([]);
			expect(sent()).toEqual([]);
		},
	},
];
