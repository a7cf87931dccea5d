import { resources } from '../../nodes/TwilioConversations/resources';
import * as actionCodex from '../../nodes/TwilioConversations/TwilioConversations.node.json';
import { TwilioConversationsTrigger } from '../../nodes/TwilioConversationsTrigger/TwilioConversationsTrigger.node';
import * as triggerCodex from '../../nodes/TwilioConversationsTrigger/TwilioConversationsTrigger.node.json';
import { isChoice } from '../support/parameters';
import { OPERATIONS } from './fixedNames';

/** Headings of the node list, as n8n's editor makes them of the description. */
const HEADINGS = {
	action: 'Message',
	communication: 'Communication',
	configuration: 'Configuration',
	conversation: 'Conversation',
	operation: 'Background Operation',
	participant: 'Participant',
};

describe('the list of nodes', () => {
	it('shows operations in words that people search for', () => {
		const headings = resources.map(({ value, name }) => [value, name]);
		expect(Object.fromEntries(headings)).toEqual(HEADINGS);
		const actions = resources.flatMap(({ value: resource, operations }) =>
			operations.map(({ value, action }) => [`${resource} ${value}`, action]),
		);
		const expected = Object.entries(OPERATIONS).map(([name, { action }]) => [name, action]);
		expect(Object.fromEntries(actions)).toEqual(Object.fromEntries(expected));
	});

	it('shows the events of the trigger as sentences', () => {
		const { properties } = new TwilioConversationsTrigger().description;
		const events = properties.find(({ name }) => name === 'events');
		expect(events?.options?.filter(isChoice).map(({ action }) => action)).toEqual([
			'On message received',
			'On message updated',
			'On conversation closed',
			'On conversation created',
			'On conversation inactive',
			'On conversation updated',
			'On participant added',
			'On participant removed',
			'On participant updated',
		]);
	});

	it.each([
		...['send message', 'text message', 'reply', 'sms', 'whatsapp', 'customer', 'transcript'],
		...['close conversation', 'delete conversation', 'clean up', 'twilio', 'send a message'],
		...['find conversation', 'participant', 'capture rule', 'wait for reply'],
	])('finds the node by "%s"', (text) => {
		expect(actionCodex.alias).toContain(text);
	});

	it.each(['message received', 'text message', 'reply', 'sms', 'whatsapp', 'customer', 'twilio'])(
		'finds the trigger by "%s"',
		(text) => {
			expect(triggerCodex.alias).toContain(text);
		},
	);

	it('finds what is one entry for both nodes by the words of either', () => {
		// n8n-editor-ui 2.41 takes the aliases of the action node, and the description of the trigger.
		expect(actionCodex.alias).toEqual(expect.arrayContaining(triggerCodex.alias));
		const { description } = new TwilioConversationsTrigger().description;
		expect(description).toMatch(/^Starts the workflow when .*actions send messages.*delete/);
	});
});
