import { apiOf } from '../../emulator/testClient';
import { eventually } from '../support/eventually';
import { askingWorkflow, endedWith, untilAsked, urlsOf } from './asking';
import { picture } from './browser/screenshots';
import { begin, close, COMPANY, say } from './twilio';
import { useWorkplace } from './workplace';

const place = useWorkplace('reply');
const { stage } = place;

/** A conversation with a customer, in a configuration of its own. */
async function conversation(name: string): Promise<string> {
	const { id } = stage.emulator.store.addConfiguration();
	return await begin(stage.emulator, id, name);
}

/** Starts it as production does: by a call, after it was published. */
async function call({ id, path }: { id: string; path: string }): Promise<void> {
	await stage.n8n.client.activate(id);
	// It is served a moment later; the first call that is answered starts it.
	await eventually('the workflow to be called', async () => {
		const { ok } = await fetch(`${stage.n8n.url}/webhook/${path}`);
		return ok;
	});
}

it('asks in the editor, and shows the reply', async () => {
	const conversationId = await conversation('Order 1');
	const asking = await askingWorkflow(stage, conversationId, 'hand');
	await place.editor.openWorkflow(asking.id);
	const panel = await place.editor.openByClick('Ask');
	await panel.execute();
	await untilAsked(stage, asking, conversationId);
	await say(stage.emulator, conversationId, 'Yes!');
	await panel.seeInOutput('replied');
	await panel.seeInOutput('Yes!');
	await picture(place.editor.page, 'wait-for-reply');
	expect(urlsOf(stage.emulator, conversationId)).toEqual([]);
	await panel.close();
});

describe('a published workflow', () => {
	beforeAll(async () => await place.editor.leave());

	it('waits on for what is no reply, and goes on with YES', async () => {
		const { emulator } = stage;
		const conversationId = await conversation('Order 2');
		const options = { allowPrivateUrl: true, choices: 'YES, NO', askAgainText: 'YES or NO?' };
		const asking = await askingWorkflow(stage, conversationId, 'call', { options });
		await call(asking);
		await untilAsked(stage, asking, conversationId);
		emulator.callbacks.delivered.length = 0;
		emulator.configure({ callbackForgery: 'wrongToken' });
		await say(emulator, conversationId, 'YES');
		emulator.configure({ callbackForgery: 'none' });
		expect(emulator.callbacks.delivered.map(({ status }) => status)).toEqual([403]);
		// It was recorded all the same, and would be found at the next event.
		const { communications = [], actions = [] } =
			emulator.store.conversations.get(conversationId) ?? {};
		communications.pop();
		await apiOf(emulator)('POST', `/v2/Conversations/${conversationId}/Communications`, {
			author: { address: COMPANY, channel: 'SMS' },
			recipients: [{ address: '+15550000000', channel: 'SMS' }],
			content: { type: 'TEXT', text: 'YES' },
		});
		await say(emulator, conversationId, 'Which one?');
		await emulator.callbacks.idle();
		expect(actions).toHaveLength(2);
		const [execution] = await stage.n8n.client.executions(asking.id);
		expect(execution.status).toBe('waiting');
		await say(emulator, conversationId, 'yes');
		expect(await endedWith(stage, asking, 'Confirmed')).toMatchObject({
			outcome: 'replied',
			choice: 'YES',
			reply: { text: 'yes', channel: 'SMS' },
			conversationId,
		});
		expect(urlsOf(emulator, conversationId)).toEqual([]);
	});

	it('goes on when the conversation is closed, and when the time is over', async () => {
		const { emulator } = stage;
		const conversationIds = [await conversation('Order 3'), await conversation('Order 4')];
		const [closed, late] = [
			await askingWorkflow(stage, conversationIds[0], 'call'),
			await askingWorkflow(stage, conversationIds[1], 'call', {
				resumeAmount: 0.05,
				resumeUnit: 'minutes',
			}),
		];
		await call(closed);
		await call(late);
		await untilAsked(stage, closed, conversationIds[0]);
		await close(emulator, conversationIds[0]);
		expect(await endedWith(stage, closed, 'Otherwise')).toMatchObject({ outcome: 'closed' });
		// n8n looks for executions whose time is over once a minute.
		expect(await endedWith(stage, late, 'Otherwise', { timeoutMs: 90_000 })).toMatchObject({
			outcome: 'timedOut',
			question: { text: 'Your appointment is tomorrow at 10:00. Please reply YES or NO.' },
		});
		const again = await askingWorkflow(stage, conversationIds[1], 'call');
		const [left] = urlsOf(emulator, conversationIds[1]);
		await call(again);
		expect(await untilAsked(stage, again, conversationIds[1])).not.toBe(left);
		expect(urlsOf(emulator, conversationIds[1])).toHaveLength(1);
	});

	it('goes on after kill -9 and a restart of n8n', async () => {
		const { emulator, n8n } = stage;
		const conversationId = await conversation('Order 5');
		const asking = await askingWorkflow(stage, conversationId, 'call');
		await call(asking);
		await untilAsked(stage, asking, conversationId);
		await n8n.kill('SIGKILL');
		// Nobody answers this one: it is found at the next event.
		await say(emulator, conversationId, 'yes');
		await n8n.restart();
		await say(emulator, conversationId, 'Hello?');
		expect(await endedWith(stage, asking, 'Confirmed')).toMatchObject({ choice: 'YES' });
	});
});
