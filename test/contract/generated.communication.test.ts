import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import { channel, id, RUNS, some, text } from './arbitraries';
import { useBothSides } from './bothSides';

/**
 * Any communication that the API takes, entered by fields or as JSON, reaches Twilio as the SDK
 * would send it.
 */
const sent = useBothSides();

// Hundreds of runs, on machines that have other things to do.
jest.setTimeout(60_000);

const end = fc.record(
	{ channel, address: text(), participantId: id },
	{ requiredKeys: ['channel', 'address'] },
);
const transcription = some({
	channel: fc.nat(9),
	// Without the negative zero, which JSON does not have.
	confidence: fc.double({ min: 0, max: 1, noNaN: true }).map((share) => share + 0),
	engine: text(),
});
const content = fc.oneof(
	fc.record({ type: fc.constant('TEXT'), text: text(200) }),
	fc.record(
		{ type: fc.constant('TRANSCRIPTION'), text: text(200), transcription },
		{ requiredKeys: ['type', 'text'] },
	),
);
const others = some({
	channelId: text(),
	resourceId: text(),
	occurredAt: fc.date({
		min: new Date('1970-01-02T00:00:00Z'),
		max: new Date('9999-12-31T00:00:00Z'),
		noInvalidDate: true,
	}),
});

it('records any communication as the SDK does', async () => {
	const intent = fc.record({
		conversationId: id,
		author: end,
		recipients: fc.array(end, { minLength: 1, maxLength: 4 }),
		content,
		others,
	});
	const property = fc.asyncProperty(intent, fc.boolean(), async (communication, asJson) => {
		const { conversationId, author, recipients, content: said, others: more } = communication;
		const details = 'transcription' in said ? said.transcription : undefined;
		const hasDetails = details !== undefined && Object.keys(details).length > 0;
		const body = {
			author,
			recipients,
			content: {
				type: said.type,
				text: said.text,
				...(hasDetails && { transcription: details }),
			},
			...more,
		};
		const expected = await sent.sdk(
			async (v2) => await v2.communications(conversationId).create(body),
		);
		const { occurredAt, ...plain } = more;
		const additionalFields = {
			...plain,
			...(occurredAt && { occurredAt: occurredAt.toISOString() }),
			...(asJson && { recipientsJson: JSON.stringify(recipients) }),
		};
		const entered = {
			...{ resource: 'communication', operation: 'create', conversationId },
			author: { values: author },
			...(!asJson && { recipients: { values: recipients } }),
			type: said.type,
			text: said.text,
			...(details && { transcription: details }),
			additionalFields,
		} satisfies INodeParameters;
		expect(await sent.node(entered)).toEqual(expected);
	});
	await fc.assert(property, RUNS);
});
