import { aiAgent } from './aiAgent';
import { answerByAi } from './answerByAi';
import { archiveThenDelete } from './archiveThenDelete';
import { autoReply } from './autoReply';
import { cleanupStepByStep } from './cleanupStepByStep';
import { confirmAppointment } from './confirmAppointment';
import { eraseACustomer } from './eraseACustomer';
import { nightlyCleanup } from './nightlyCleanup';
import { onConversationClosed } from './onConversationClosed';
import { participantAndTimeouts } from './participantAndTimeouts';
import { startConversation } from './startConversation';
import type { ExampleCase } from './types';

/** What is expected of each example, by file name. An example that is not here fails the suite. */
export const EXPECTATIONS: Readonly<Record<string, readonly ExampleCase[]>> = {
	'ai-agent.json': aiAgent,
	'answer-by-ai.json': answerByAi,
	'archive-then-delete.json': archiveThenDelete,
	'auto-reply.json': autoReply,
	'cleanup-step-by-step.json': cleanupStepByStep,
	'confirm-appointment.json': confirmAppointment,
	'erase-a-customer.json': eraseACustomer,
	'nightly-cleanup.json': nightlyCleanup,
	'on-conversation-closed.json': onConversationClosed,
	'participant-and-timeouts.json': participantAndTimeouts,
	'start-conversation.json': startConversation,
};
