import { resources } from '../../nodes/TwilioConversations/resources';
import * as actionCodex from '../../nodes/TwilioConversations/TwilioConversations.node.json';
import { TwilioConversationsTrigger } from '../../nodes/TwilioConversationsTrigger/TwilioConversationsTrigger.node';
import * as triggerCodex from '../../nodes/TwilioConversationsTrigger/TwilioConversationsTrigger.node.json';
import { isChoice } from '../support/parameters';

/** Headings and lines of the node list, as n8n's editor makes them of the description. */
const LINES: Record<string, string[]> = {
	'Background Operation': ['Get a background operation', 'Wait for a background operation'],
	Communication: ['Create a communication', 'Get a communication', 'Get many communications'],
	Configuration: [
		'Add a capture rule to a configuration',
		'Create a configuration',
		'Delete a configuration',
		'Get a configuration',
		'Get many configurations',
		'Remove a capture rule from a configuration',
		'Replace a configuration',
		'Update a configuration',
	],
	Conversation: [
		'Clean up conversations',
		'Close a conversation',
		'Create a conversation',
		'Delete a conversation',
		'Get a conversation',
		'Get many conversations',
		'Get the transcript of a conversation',
		'Replace a conversation',
		'Start a conversation',
		'Update a conversation',
	],
	Message: [
		'Get a sent message',
		'Reply to the last message of a customer',
		'Send a message',
		'Send a message and wait for reply',
	],
	Participant: [
		'Create a participant',
		'Get a participant',
		'Get many participants',
		'Update a participant',
	],
};

describe('the list of nodes', () => {
	it('shows operations in words that people search for', () => {
		const lines = resources.map(({ name, operations }) => [
			name,
			operations.map(({ action }) => action).sort(),
		]);
		expect(Object.fromEntries(lines)).toEqual(LINES);
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
