import { autoReply } from './autoReply';
import { nightlyCleanup } from './nightlyCleanup';
import { onConversationClosed } from './onConversationClosed';
import { participantAndTimeouts } from './participantAndTimeouts';
import type { ExampleCase } from './types';

/** What is expected of each example, by file name. An example that is not here fails the suite. */
export const EXPECTATIONS: Readonly<Record<string, readonly ExampleCase[]>> = {
	'auto-reply.json': autoReply,
	'nightly-cleanup.json': nightlyCleanup,
	'on-conversation-closed.json': onConversationClosed,
	'participant-and-timeouts.json': participantAndTimeouts,
};
