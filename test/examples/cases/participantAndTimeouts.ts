import type { RunCase } from './types';

const RULES = [{ from: '*', to: '+15017122661', metadata: { callType: 'PSTN' } }];

export const participantAndTimeouts: readonly RunCase[] = [
	{
		title: 'adds the participant, sets the time-outs, and keeps what else is set for the channel',
		arrange: ({ store }) => {
			const { id } = store.addConfiguration({
				channelSettings: {
					SMS: { captureRules: RULES, statusTimeouts: { inactive: 1, closed: 2 } },
					VOICE: { captureRules: RULES },
				},
			});
			store.addConversation({ configurationId: id, name: 'The one that the user picks' });
		},
		change: ({ nodes }, { store }) => {
			const [{ id: value }] = [...store.conversations.values()];
			const get = nodes.find(({ name }) => name === 'Get Conversation');
			if (get) get.parameters.conversationId = { __rl: true, mode: 'list', value };
		},
		verify: ({ store }, { error }) => {
			expect(error).toBeUndefined();
			const [conversation] = [...store.conversations.values()];
			expect(conversation.participants).toEqual([
				expect.objectContaining({
					name: 'Ada',
					type: 'HUMAN_AGENT',
					addresses: [{ channel: 'SMS', address: '+15017122661' }],
				}),
			]);
			expect(store.configurations.get(conversation.configurationId)?.settings).toMatchObject({
				channelSettings: {
					SMS: { captureRules: RULES, statusTimeouts: { inactive: 60, closed: 1440 } },
					VOICE: { captureRules: RULES },
				},
			});
		},
	},
];
