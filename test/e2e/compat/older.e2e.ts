import type { INodeListSearchResult } from 'n8n-workflow';
import { credentialData } from '../../../emulator/testClient';
import { FOR_NODE_20, untilServed } from '../../../tools/start';
import { ACTION_NODE, CREDENTIAL_TYPE, TRIGGER_NODE } from '../../support/nodeNames';
import { useStage } from '../stage';
import { askingWorkflow, endedWith, untilAsked, urlsOf } from '../asking';
import { begin, onlyUrls, say, urlWith } from '../twilio';

const DAY_MS = 24 * 60 * 60 * 1000;
const START = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 };

const stage = useStage('compat', FOR_NODE_20);

beforeEach(() => stage.emulator.reset());

/** Conversations that have not changed for 8 days. */
function idle(count: number): string[] {
	const { store, clock } = stage.emulator;
	const { id: configurationId } = store.addConfiguration();
	const at = clock.now() - 8 * DAY_MS;
	return Array.from({ length: count }, (_, index) => {
		const name = `Order ${index + 1}`;
		return store.addConversation({ configurationId, name, createdAt: at, updatedAt: at }).id;
	});
}

/** Executes one step manually. @returns the execution */
async function executed(parameters: object) {
	const { client } = stage.n8n;
	const step = stage.node({ name: 'Step', parameters });
	const connections = { Start: { main: [[{ node: 'Step', type: 'main', index: 0 }]] } };
	const id = await stage.workflow([{ ...START, parameters: {} }, step], connections);
	await client.run(id, 'Start');
	const [execution] = await client.finishedExecutions(id, 1);
	const { data } = await client.executionData(execution.id);
	const [{ error, data: output }] = data.resultData.runData.Step;
	return { status: execution.status, error, items: output?.main[0]?.map(({ json }) => json) };
}

it(`loads both nodes and the tool in n8n ${FOR_NODE_20.version}`, () => {
	for (const name of [ACTION_NODE, `${ACTION_NODE}Tool`, TRIGGER_NODE]) {
		expect(stage.described(name).properties.length).toBeGreaterThan(2);
	}
});

it.each([
	['right', {}, { status: 'OK', message: 'Connection successful!' }],
	[
		'wrong',
		{ authToken: 'wrong' },
		{
			status: 'Error',
			message: expect.stringMatching(/^Twilio did not accept the credential\. Check 'Account SID'/),
		},
	],
])('tests a credential that is %s', async (name, changes, expected) => {
	const { id } = await stage.credentialWith(name, changes);
	const data = { ...credentialData(stage.emulator), ...changes };
	const credential = { id, name, type: CREDENTIAL_TYPE, data };
	expect(await stage.n8n.client.testCredential(credential)).toEqual(expected);
});

it('fills a picker', async () => {
	const [id] = idle(1);
	const { results } = await stage.n8n.client.request<INodeListSearchResult>(
		'POST',
		'/rest/dynamic-node-parameters/resource-locator-results',
		{
			path: 'parameters.conversationId',
			methodName: 'searchConversations',
			nodeTypeAndVersion: { name: ACTION_NODE, version: 1 },
			currentNodeParameters: { resource: 'conversation', operation: 'get' },
			credentials: {
				[CREDENTIAL_TYPE]: { id: stage.credential.id, name: stage.credential.name },
			},
		},
	);
	expect(results.map(({ value }) => value)).toContain(id);
});

it('cleans up: first as a dry run, then for real', async () => {
	const ids = idle(3);
	const parameters = { resource: 'conversation', operation: 'cleanUp', cleanUpAction: 'close' };
	const planned = await executed(parameters);
	expect(planned).toMatchObject({ status: 'success', error: undefined });
	expect(planned.items?.filter(({ outcome }) => outcome === 'planned')).toHaveLength(3);

	const done = await executed({ ...parameters, dryRun: false });
	expect(done.items?.filter(({ outcome }) => outcome === 'done')).toHaveLength(3);
	const statuses = ids.map((id) => stage.emulator.store.conversations.get(id)?.status);
	expect(statuses).toEqual(['CLOSED', 'CLOSED', 'CLOSED']);
});

it('says what went wrong', async () => {
	const conversationId = {
		__rl: true,
		mode: 'id',
		value: 'conv_conversation_01k1etk2y5f1y9fpe2epfdtvv2',
	};
	const { status, error } = await executed({
		resource: 'conversation',
		operation: 'get',
		conversationId,
	});
	expect(status).toBe('error');
	expect(error?.message).toBe(`The conversation "${conversationId.value}" was not found`);
	expect(error?.description).toContain('It may have been deleted');
});

it('listens: a signed callback starts an execution, a forged one does not', async () => {
	const { emulator, n8n } = stage;
	const { id: configurationId } = emulator.store.addConfiguration();
	const parameters = {
		listenOn: 'configuration',
		configurationId: { __rl: true, mode: 'id', value: configurationId },
		events: ['CONVERSATION_CREATED'],
		options: { allowPrivateUrl: true },
	};
	const id = await stage.workflow([
		stage.node({ name: 'Trigger', type: TRIGGER_NODE, parameters }),
	]);
	await n8n.client.activate(id);
	await untilServed(await urlWith(emulator, configurationId, '/webhook/'));

	emulator.configure({ callbackForgery: 'wrongToken' });
	await begin(emulator, configurationId, 'Forged');
	emulator.configure({ callbackForgery: 'none' });
	await begin(emulator, configurationId, 'Signed');
	const [execution] = await n8n.client.finishedExecutions(id, 1);
	const { data } = await n8n.client.executionData(execution.id);
	expect(data.resultData.runData.Trigger[0].data?.main[0]?.[0].json).toMatchObject({
		eventType: 'CONVERSATION_CREATED',
		data: { name: 'Signed' },
	});
	expect(await n8n.client.executions(id)).toHaveLength(1);

	await n8n.client.deactivate(id);
	await onlyUrls(emulator, configurationId, []);
});

it('asks and waits: a signed reply lets it go on, a forged one does not', async () => {
	const { emulator, n8n } = stage;
	const { id: configurationId } = emulator.store.addConfiguration();
	const conversationId = await begin(emulator, configurationId, 'Order 1');
	const asking = await askingWorkflow(stage, conversationId, 'hand');
	await n8n.client.run(asking.id, 'Start');
	await untilAsked(stage, asking, conversationId);
	emulator.callbacks.delivered.length = 0;
	emulator.configure({ callbackForgery: 'wrongToken' });
	await say(emulator, conversationId, 'NO');
	emulator.configure({ callbackForgery: 'none' });
	expect(emulator.callbacks.delivered.map(({ status }) => status)).toEqual([403]);
	await say(emulator, conversationId, 'Yes!');
	expect(await endedWith(stage, asking, 'Confirmed')).toMatchObject({ choice: 'YES' });
	expect(urlsOf(emulator, conversationId)).toEqual([]);
});
