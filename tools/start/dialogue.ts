import type { ConversationRecord, Emulator } from '../../emulator';

/** The conversation in which something was said, as somebody who tries the nodes needs to know it. */
export interface Dialogue {
	name: string;
	conversationId: string;
	customerAddress: string;
}

const NAME = 'Order 4711';
const CUSTOMER = 'Jane Doe';
const MINUTE_MS = 60_000;

/** What was said, the customer first, one after the other. */
const SAID = ['Where is my parcel?', 'It is on its way.', 'And when does it arrive?'];

/**
 * Lets the customer of a seeded conversation and the company talk, so that there is something to read
 * and to reply to.
 */
export function addDialogue(
	{ store, clock }: Emulator,
	conversation: ConversationRecord,
): Dialogue {
	const now = clock.now();
	const [customer, company] = conversation.participants;
	customer.name = CUSTOMER;
	conversation.name = NAME;
	SAID.forEach((text, index) => {
		const at = now - (SAID.length - index) * MINUTE_MS;
		const [author, recipient] = index % 2 === 0 ? [customer, company] : [company, customer];
		const end = ({ id, addresses: [{ channel, address }] }: typeof customer) => ({
			...{ channel, address, participantId: id },
		});
		conversation.communications.push({
			...{ id: store.ids.next('communication', at), seq: store.nextSeq() },
			...{ createdAt: at, updatedAt: at, occurredAt: at },
			...{ conversationId: conversation.id, channelId: null },
			...{ author: end(author), recipients: [end(recipient)] },
			content: { type: 'TEXT', text },
		});
	});
	return {
		name: NAME,
		conversationId: conversation.id,
		customerAddress: customer.addresses[0].address,
	};
}
