import { TwilioConversationsTrigger } from '../../nodes/TwilioConversationsTrigger/TwilioConversationsTrigger.node';
import { isProperty, parametersIn } from '../support/parameters';

const node = new TwilioConversationsTrigger();
const { description } = node;

const parameters = parametersIn(description.properties).map(({ property }) => property);

it('has the fixed names, and is a trigger', () => {
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

it('offers the seven events of Twilio, and the two derived from them', () => {
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

it('has a list for each picker', () => {
	const used = parameters.flatMap(({ modes = [] }) =>
		modes.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []),
	);
	expect(new Set(used)).toEqual(new Set(Object.keys(node.methods.listSearch)));
});

it('sorts what can be added by its label', () => {
	for (const { type, options = [] } of parameters) {
		if (type !== 'collection') continue;
		const labels = options.filter(isProperty).map(({ displayName }) => displayName);
		expect(labels).toEqual([...labels].sort());
	}
});
