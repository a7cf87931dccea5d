import { apiOf, person } from '../../../emulator/testClient';
import type { AskCase, AskContext } from './types';

/** As they stand in the example. */
const [OURS, CUSTOMER] = ['+15017122661', '+15017122662'];

/** The example, run by hand in a conversation that the user chose: it has asked, and waits. */
async function asked({ emulator, start }: AskContext) {
	const { id: configurationId } = emulator.store.addConfiguration();
	const api = apiOf(emulator);
	const participants = [person(CUSTOMER), person(OURS, 'AGENT')];
	const { body } = await api('POST', '/v2/Conversations', { configurationId, participants });
	const execution = await start(({ nodes }) => {
		const ask = nodes.find(({ name }) => name === 'Ask and Wait');
		if (ask === undefined) return;
		ask.parameters.conversationId = { __rl: true, mode: 'list', value: body.id };
		ask.parameters.options = { ...Object(ask.parameters.options), allowPrivateUrl: true };
	});
	await execution.settled();
	expect(execution.status).toBe('waiting');
	const texts = () =>
		(emulator.store.conversations.get(body.id)?.communications ?? []).map(
			({ content }) => content.text,
		);
	expect(texts()).toEqual([
		'Your appointment is tomorrow at 10:00. Please reply YES to confirm or NO to cancel.',
	]);
	const write = async (text: string) => {
		await api('POST', `/v2/Conversations/${body.id}/Communications`, {
			author: { address: CUSTOMER, channel: 'SMS' },
			recipients: [{ address: OURS, channel: 'SMS' }],
			content: { type: 'TEXT', text },
		});
		await emulator.callbacks.idle();
	};
	const close = async () => {
		await api('PATCH', `/v2/Conversations/${body.id}`, { status: 'CLOSED' });
		await emulator.callbacks.idle();
	};
	const ends = async (node: string, result: string) => {
		const ended = await execution.settled();
		expect([ended.status, ended.error?.message]).toEqual(['success', undefined]);
		expect(ended.items(node).map(({ json }) => json)).toEqual([{ result }]);
	};
	return { execution, write, close, ends };
}

export const confirmAppointment: readonly AskCase[] = [
	{
		title: 'confirms on yes, after it has asked once more for an answer that is neither',
		testReply: async (context) => {
			const { write, ends } = await asked(context);
			await write('Which appointment?');
			const sent = context.emulator.journal.filter(({ path }) => path.endsWith('/Actions'));
			expect(sent.at(-1)?.body).toMatchObject({
				payload: { content: { text: 'Please reply YES or NO.' } },
			});
			await write('Yes.');
			await ends('Confirmed', 'Confirmed: tomorrow at 10:00');
		},
	},
	{
		title: 'cancels on no',
		testReply: async (context) => {
			const { write, ends } = await asked(context);
			await write('no');
			await ends('Cancelled', 'Cancelled: tomorrow at 10:00');
		},
	},
	{
		title: 'tells when nobody answers in time',
		testReply: async (context) => {
			const { execution, ends } = await asked(context);
			execution.timeOut();
			await ends('No Answer', 'Nobody answered in time');
		},
	},
	{
		title: 'tells when the conversation is closed instead',
		testReply: async (context) => {
			const { close, ends } = await asked(context);
			await close();
			await ends('No Answer', 'The conversation was closed');
		},
	},
];
