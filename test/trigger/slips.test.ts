import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { TwilioConversationsTrigger } from '../../nodes/TwilioConversationsTrigger/TwilioConversationsTrigger.node';
import { PRIVATE, useTrigger } from '../support/useTrigger';

const { properties } = new TwilioConversationsTrigger().description;
const service = useTrigger();

/** Every field of a collection, behind its label in messages and its collection's name. */
const ADDED = properties
	.filter(({ type }) => type === 'collection')
	.flatMap(({ name: collection, displayName, options = [] }) =>
		options
			.filter((option): option is INodeProperties => 'type' in option)
			.map((field) => [`${displayName} > ${field.displayName}`, collection, field] as const),
	);

const withAdded = (collection: string, name: string, value: unknown) =>
	({
		options: collection === 'options' ? { ...PRIVATE, [name]: value } : PRIVATE,
		...(collection !== 'options' && { [collection]: { [name]: value } }),
	}) as INodeParameters;

/** Why a workflow does not become active; nothing may have been changed at Twilio by then. */
async function refusal(parameters: INodeParameters): Promise<string> {
	const { id } = service.emulator.store.addConfiguration();
	const trigger = await service.trigger({
		listenOn: 'configuration',
		configurationId: { __rl: true, mode: 'id', value: id },
		...parameters,
	});
	const message = await trigger.activate().then(
		() => 'it became active',
		(error: Error) => error.message,
	);
	if (message !== 'it became active') {
		// n8n unregisters after a failed activation; that reads, and finds nothing to remove.
		expect(service.emulator.journal.filter(({ method }) => method !== 'GET')).toEqual([]);
		expect(service.urlsOf(id)).toEqual([]);
	}
	return message;
}

describe('a slip in a parameter keeps the workflow from becoming active', () => {
	it('is tested in every filter and option', () => {
		expect(ADDED.length).toBeGreaterThan(8);
	});

	it.each(ADDED)('%s, when its expression gives nothing', async (label, collection, { name }) => {
		expect(await refusal(withAdded(collection, name, '={{ undefined }}'))).toContain(
			`'${label}' is empty`,
		);
	});

	it.each(ADDED)('%s, when its value is invalid', async (label, collection, { name, type }) => {
		const value = type === 'string' ? '={{ [{}] }}' : 'what is this?';
		expect(await refusal(withAdded(collection, name, value))).toContain(`'${label}' must be `);
	});

	it.each([
		['events', 'CONVERSATION_OPENED', "'Events' must be one of COMMUNICATION_CREATED"],
		['events', '={{ undefined }}', "'Events' is empty"],
		['messagesFrom', 'everybody', "'Messages From' must be one of anyone, notAgents, customers"],
		['simplify', 'perhaps', "'Simplify' must be true or false"],
		[
			'configurationId',
			{ __rl: true, mode: 'id', value: '={{ undefined }}' },
			"'Configuration' is empty",
		],
	] as const)('%s: %j', async (name, value, message) => {
		const shown = name === 'messagesFrom' ? { events: ['COMMUNICATION_CREATED'] } : {};
		expect(await refusal({ ...shown, [name]: value })).toContain(message);
	});

	it('but not a value in another notation', async () => {
		expect(
			await refusal({
				events: ' communication_created, CONVERSATION_CLOSED ',
				messagesFrom: 'Anyone',
				simplify: 'false',
				filters: { channel: 'sms', ignoreAddresses: '={{ ["+15017122661", 15017122662] }}' },
				options: { allowPrivateUrl: 'true', maxEventAge: '30', verifySignature: 'true' },
			}),
		).toBe('it became active');
	});
});
