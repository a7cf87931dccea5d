import type { Emulator } from '../../../emulator';
import type { WorkflowJson, WorkflowResult } from '../../support/engine';
import { nodeOf, statuses } from './cleanup';
import type { ExampleCase } from './types';

const ERASE = 'Erase Conversations';

/** Conversations of the example's customer, on two channels, open and closed, and of another. */
function arrange({ store }: Emulator): void {
	const { id: configurationId } = store.addConfiguration();
	const add = (name: string, address: string, status: 'ACTIVE' | 'CLOSED') => {
		const channel = address.startsWith('whatsapp:') ? 'WHATSAPP' : 'SMS';
		store.addConversation({
			...{ configurationId, name, status },
			participants: [
				{ type: 'CUSTOMER', addresses: [{ channel, address }] },
				{ type: 'HUMAN_AGENT', addresses: [{ channel: 'SMS', address: '+18005550100' }] },
			],
		});
	};
	add('open', '+15017122661', 'ACTIVE');
	add('closed', '+15017122661', 'CLOSED');
	add('on WhatsApp', 'whatsapp:+15017122661', 'ACTIVE');
	add('of somebody else', '+15017122662', 'CLOSED');
}

function switchOff(workflow: WorkflowJson): void {
	nodeOf(workflow, ERASE).parameters.dryRun = false;
}

function reportOf(result: WorkflowResult) {
	expect(result.error).toBeUndefined();
	const [{ json }, ...others] = result.items('Report');
	expect(others).toEqual([]);
	return json;
}

export const eraseACustomer: readonly ExampleCase[] = [
	{
		title: 'as it is imported, lists what it would erase and changes nothing',
		arrange,
		verify: (emulator, result) => {
			expect(Object.keys(statuses(emulator))).toHaveLength(4);
			expect(new Set(emulator.journal.map(({ method }) => method))).toEqual(new Set(['GET']));
			const { erased, left, text } = reportOf(result);
			expect([erased, left]).toEqual([0, 3]);
			expect(String(text).split('\n')).toHaveLength(4);
		},
	},
	{
		title: 'with Dry Run off, erases all conversations of the customer, no other, and says which',
		arrange,
		change: switchOff,
		verify: (emulator, result, before) => {
			expect(statuses(emulator)).toEqual({ 'of somebody else': 'CLOSED' });
			const { erased, left, text, conversations } = reportOf(result);
			expect([erased, left]).toEqual([3, 0]);
			expect(conversations).toHaveLength(3);
			const [head, ...lines] = String(text).split('\n');
			expect(head).toBe('+15017122661: 3 found, 3 erased, 0 left');
			const erasedIds = [...before].filter(([, name]) => name !== 'of somebody else');
			for (const [id, name] of erasedIds) {
				const address = `${name === 'on WhatsApp' ? 'whatsapp:' : ''}+15017122661`;
				expect(lines).toContain(`done: ${id} (${address})`);
			}
		},
	},
	{
		title: 'says what could not be erased, and why',
		arrange: (emulator) => {
			arrange(emulator);
			emulator.configure({ operationOutcome: 'FAILED' });
		},
		change: switchOff,
		verify: (_emulator, result) => {
			const { erased, left, text } = reportOf(result);
			expect([erased, left]).toEqual([0, 3]);
			expect(text).toMatch(/failed: conv_.*could not be completed/);
		},
	},
	{
		title: 'says that there may be more where it has reached its maximum',
		arrange,
		change: (workflow) => {
			switchOff(workflow);
			nodeOf(workflow, ERASE).parameters.maxConversations = 2;
		},
		verify: (_emulator, result) => {
			const { erased, left, text } = reportOf(result);
			expect([erased, left]).toEqual([2, 0]);
			expect(text).toMatch(/\nThere may be more than Max Conversations: run it again/);
		},
	},
	{
		title: 'reports also that there is nothing of a customer',
		change: switchOff,
		verify: (_emulator, result) => {
			const { erased, left, text } = reportOf(result);
			expect([erased, left, text]).toEqual([0, 0, '+15017122661: 0 found, 0 erased, 0 left']);
		},
	},
	{
		title: 'stops before anything is sent when the address turns out blank',
		arrange,
		change: (workflow) => {
			switchOff(workflow);
			nodeOf(workflow, ERASE).parameters.cleanUpFilters = {
				participantAddress: '={{ $json.adress }}',
			};
		},
		verify: (emulator, result) => {
			expect(result.error?.message).toBe("'Filters > Participant Address' is empty");
			expect(emulator.journal).toEqual([]);
		},
	},
];
