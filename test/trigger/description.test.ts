import type { INodeProperties } from 'n8n-workflow';

import { TwilioConversationsTrigger } from '../../nodes/TwilioConversationsTrigger/TwilioConversationsTrigger.node';

const node = new TwilioConversationsTrigger();
const { description } = node;

/** All parameters, also those inside collections. */
const walk = (properties: INodeProperties[]): INodeProperties[] =>
	properties.flatMap((property) => [
		property,
		...walk(
			(property.options ?? []).filter((option) => 'displayName' in option && 'type' in option),
		),
	]);
const parameters = walk(description.properties);

it('bears the fixed names, and is a trigger', () => {
	expect(description).toMatchObject({
		name: 'twilioConversationsTrigger',
		displayName: 'Twilio Conversations Trigger',
		inputs: [],
		credentials: [{ name: 'twilioConversationsApi', required: true }],
	});
	expect(description.usableAsTool).toBeUndefined();
});

it('answers before the flow runs, with an empty body', () => {
	expect(description.webhooks).toEqual([
		expect.objectContaining({
			httpMethod: 'POST',
			responseMode: 'onReceived',
			responseData: 'noData',
		}),
	]);
});

it('tells in the panel what will happen in Twilio', () => {
	expect(description.activationMessage).toContain('status callbacks at Twilio');
	expect(JSON.stringify(description.triggerPanel)).toContain('test URL');
	expect(description.activationMessage).toContain('keep reporting to it until they close');
	expect(description.eventTriggerDescription).toBeTruthy();
});

it('tells how to add the URL by hand', () => {
	const notice = parameters.find(({ name }) => name === 'manualNotice');
	const [{ httpMethod }] = description.webhooks ?? [];
	expect(notice?.displayName).toContain(`with the method ${String(httpMethod)}`);
});

it('offers the seven events of Twilio, and the two that are made of them', () => {
	const events = parameters.find(({ name }) => name === 'events')?.options ?? [];
	expect(events.map((option) => 'value' in option && option.value)).toEqual([
		'COMMUNICATION_CREATED',
		'COMMUNICATION_UPDATED',
		'CONVERSATION_CLOSED',
		'CONVERSATION_CREATED',
		'CONVERSATION_INACTIVE',
		'CONVERSATION_UPDATED',
		'PARTICIPANT_ADDED',
		'PARTICIPANT_REMOVED',
		'PARTICIPANT_UPDATED',
	]);
});

it.each(parameters.filter(({ type }) => type !== 'notice').map((one) => [one.name, one] as const))(
	'%s follows the rules for texts',
	(_, { displayName, type, description: text, placeholder, options, modes }) => {
		expect(displayName).toMatch(/^[A-Z]/);
		if (type === 'boolean') expect(text).toMatch(/^Whether /);
		if (type === 'string') expect(placeholder).toMatch(/^e\.g\. /);
		// A single sentence bears no full stop; more than one do.
		if (text !== undefined && !/[.:] /.test(text)) expect(text).not.toMatch(/\.$/);
		if (type === 'collection') {
			const labels = (options ?? []).map((option) => 'displayName' in option && option.displayName);
			expect(labels).toEqual([...labels].sort());
		}
		for (const { typeOptions } of modes ?? []) {
			const method = typeOptions?.searchListMethod;
			if (method !== undefined) expect(Object.keys(node.methods.listSearch)).toContain(method);
		}
	},
);
