import { apiOf } from '../../emulator/testClient';
import { useTrigger } from '../support/useTrigger';

const service = useTrigger();

const CONVERSATIONS = 50;
const DUPLICATES = 2;
const MINUTE_MS = 60_000;

/** A trigger for new and changed conversations of a configuration. */
async function listening() {
	const configurationId = service.emulator.store.addConfiguration().id;
	const trigger = await service.trigger({
		listenOn: 'configuration',
		configurationId: { __rl: true, mode: 'id', value: configurationId },
		events: ['CONVERSATION_CREATED', 'CONVERSATION_UPDATED'],
	});
	await trigger.activate();
	return { trigger, configurationId };
}

/**
 * Creates, names and closes conversations, with a minute between the steps.
 *
 * @returns what happened, in that order, as `timestamp status name`
 */
async function converse(configurationId: string): Promise<string[]> {
	const { emulator } = service;
	const api = apiOf(emulator);
	const happened: string[] = [];
	const note = (status: string, name: string) => {
		happened.push(`${new Date(emulator.clock.now()).toISOString()} ${status} ${name}`);
		emulator.clock.advance(MINUTE_MS);
	};
	emulator.clock.freeze();
	for (let count = 0; count < CONVERSATIONS; count++) {
		const name = `Order ${count}`;
		const { id } = (await api('POST', '/v2/Conversations', { configurationId })).body;
		note('ACTIVE', 'null');
		await api('PATCH', `/v2/Conversations/${id}`, { name });
		note('ACTIVE', name);
		await api('PATCH', `/v2/Conversations/${id}`, { status: 'CLOSED' });
		note('CLOSED', name);
	}
	await emulator.callbacks.idle();
	return happened;
}

it.each([
	['again and again', {}],
	['again, in the wrong order and late', { callbackReorder: true, callbackDelayMs: 20 }],
])(
	'starts exactly one flow for each event when they come %s',
	async (_, switches) => {
		const { trigger, configurationId } = await listening();
		service.emulator.configure({ callbackDuplicates: DUPLICATES, ...switches });
		const happened = await converse(configurationId);

		const { delivered } = service.emulator.callbacks;
		expect(happened).toHaveLength(3 * CONVERSATIONS);
		expect(delivered).toHaveLength(happened.length * (1 + DUPLICATES));
		expect(new Set(delivered.map(({ status }) => status))).toEqual(new Set([200]));

		const flows = trigger.started.map(({ json }) => {
			const { status, name } = Object(json.data);
			return `${String(json.timestamp)} ${status} ${name}`;
		});
		// Flows start in order of arrival. If that is not reordered, the emulator did not do its part.
		if ('callbackReorder' in switches) expect(flows).not.toEqual(happened);
		else expect(flows).toEqual(happened);
		expect([...flows].sort()).toEqual(happened);
		expect(new Set(trigger.started.map(({ json }) => json.deliveryId))).toEqual(
			new Set(delivered.map(({ idempotencyToken }) => idempotencyToken)),
		);
	},
	30_000,
);
