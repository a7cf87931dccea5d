import type { Emulator } from '../../../emulator';
import type { WorkflowJson } from '../../support/engine';
import { nodeOf } from './cleanup';
import type { ExampleCase } from './types';

/** What a user chooses from the list; there is one configuration. */
function choose(workflow: WorkflowJson, { store }: Emulator): void {
	const [{ id: value }] = [...store.configurations.values()];
	const start = nodeOf(workflow, 'Start Conversation');
	start.parameters.configurationId = { __rl: true, mode: 'list', value };
}

const arrange = ({ store }: Emulator) => void store.addConfiguration();

const idsOf = ({ store }: Emulator) => [...store.conversations.values()].map(({ id }) => id);

const texts = ({ store }: Emulator) =>
	[...store.conversations.values()].map(({ communications }) =>
		communications.map(({ content }) => content.text),
	);

export const startConversation: readonly ExampleCase[] = [
	{
		title: 'writes to each customer in a conversation of their own, and reports it',
		arrange,
		change: choose,
		verify: (emulator, result) => {
			expect(result.error).toBeUndefined();
			expect(texts(emulator)).toEqual([
				['Hello Ada, your order is on its way.'],
				['Hello Ben, your order can be collected.'],
			]);
			const ids = idsOf(emulator);
			expect(result.items('Report').map(({ json }) => json)).toEqual(
				['Ada', 'Ben'].map((name, index) => ({
					...{ name, result: 'COMPLETED', mayHaveBeenSent: true },
					...{ conversationId: ids[index], reason: '' },
				})),
			);
		},
	},
	{
		title: 'goes on with a conversation that is open',
		arrange: (emulator) => {
			const { id: configurationId } = emulator.store.addConfiguration({
				conversationGroupingType: 'GROUP_BY_PROFILE',
			});
			const addresses = [{ channel: 'SMS', address: '+15017122661' }] as const;
			emulator.store.addConversation({
				configurationId,
				participants: [{ type: 'CUSTOMER', addresses: [...addresses] }],
			});
		},
		change: choose,
		verify: (emulator) => {
			const { conversations } = emulator.store;
			expect(conversations.size).toBe(2);
			expect([...conversations.values()].map(({ participants }) => participants.length)).toEqual([
				2, 2,
			]);
		},
	},
	{
		title: 'reports a slip in the list and writes to the others',
		arrange,
		change: (workflow, emulator) => {
			choose(workflow, emulator);
			const { parameters } = nodeOf(workflow, 'Customers');
			parameters.jsonOutput = String(parameters.jsonOutput).replace('+1 501 712 2661', '712 2661');
		},
		verify: (emulator, result) => {
			expect(texts(emulator)).toEqual([['Hello Ben, your order can be collected.']]);
			const [ada, ben] = result.items('Report').map(({ json }) => json);
			expect(ada).toMatchObject({
				...{ name: 'Ada', result: 'not sent', mayHaveBeenSent: false },
				reason: `'Customer > Address' has no country code: "712 2661"`,
			});
			expect(ben).toMatchObject({ name: 'Ben', result: 'COMPLETED' });
		},
	},
	{
		title: 'reports a message that may have been sent, with its conversation',
		arrange: (emulator) => {
			arrange(emulator);
			emulator.failNext([{ kind: 'reset-after', match: { method: 'POST', path: /Actions$/ } }]);
		},
		change: choose,
		verify: (emulator, result) => {
			const reports = result.items('Report').map(({ json }) => json);
			const doubtful = reports.filter(({ result: became }) => became === 'not known');
			expect(doubtful).toHaveLength(1);
			const { conversationId, mayHaveBeenSent } = doubtful[0];
			expect(mayHaveBeenSent).toBe(true);
			expect(idsOf(emulator)).toContain(conversationId);
		},
	},
];
