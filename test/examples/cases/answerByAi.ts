import { apiOf, person } from '../../../emulator/testClient';
import { listenOn, type WorkflowJson } from '../../support/engine';
import { nodeOf } from './cleanup';
import type { EventCase, EventContext } from './types';

const CUSTOMER = '+15550001';
const OWN = '+15559999';

/** Replaces the agent, whose package is too heavy to install for this, by a node with its answer. */
function playAgent(workflow: WorkflowJson, answer: string): void {
	const agent = nodeOf(workflow, 'Agent');
	expect(agent.parameters).toMatchObject({ promptType: 'define', text: '={{ $json.text }}' });
	const assignment = { id: '1', name: 'output', value: answer, type: 'string' };
	Object.assign(agent, {
		...{ type: 'n8n-nodes-base.set', typeVersion: 3.4 },
		parameters: { assignments: { assignments: [assignment] }, options: {} },
	});
	workflow.nodes = workflow.nodes.filter(({ name }) => name !== 'Chat Model');
	delete workflow.connections['Chat Model'];
}

async function arranged({ emulator, importExample }: EventContext, answer: string) {
	const { id: configurationId } = emulator.store.addConfiguration();
	const example = importExample((workflow) => {
		listenOn(workflow, configurationId);
		playAgent(workflow, answer);
	});
	await example.activate();
	const api = apiOf(emulator);
	const participants = [{ ...person(CUSTOMER), name: 'Jane' }, person(OWN, 'AGENT')];
	const { body } = await api('POST', '/v2/Conversations', { configurationId, participants });
	const write = async (from: string, to: string, text: string) => {
		await api('POST', `/v2/Conversations/${body.id}/Communications`, {
			author: { address: from, channel: 'SMS' },
			recipients: [{ address: to, channel: 'SMS' }],
			content: { type: 'TEXT', text },
		});
		await emulator.callbacks.idle();
		const results = await example.results();
		// The answer is an event too: wait for what it may start.
		await emulator.callbacks.idle();
		return results;
	};
	const sent = () =>
		emulator.journal
			.filter(({ method, path }) => method === 'POST' && path.endsWith('/Actions'))
			.map((entry) => entry.body);
	return { write, sent };
}

export const answerByAi: readonly EventCase[] = [
	{
		title: 'gives the model the whole conversation, and sends what it says, once',
		testEvents: async (context) => {
			const { write, sent } = await arranged(context, '={{ "Answer to: " + $json.text }}');
			await write(OWN, CUSTOMER, 'How may I help?');
			await write(CUSTOMER, OWN, 'Where is order 4711?');
			expect(sent()).toEqual([
				{
					type: 'SEND_MESSAGE',
					payload: {
						from: { address: OWN, channel: 'SMS' },
						to: [{ address: CUSTOMER, channel: 'SMS' }],
						content: {
							text: expect.stringMatching(
								/^Answer to: .* \(agent, SMS\): How may I help\?\n.* Jane \(customer, SMS\): Where is order 4711\?$/,
							),
						},
					},
				},
			]);
		},
	},
	{
		title: 'sends nothing where the model says nothing',
		testEvents: async (context) => {
			const { write, sent } = await arranged(context, '');
			const [{ error }] = await write(CUSTOMER, OWN, 'Hello?');
			expect(error?.message).toMatch(/Text/);
			expect(sent()).toEqual([]);
		},
	},
];
