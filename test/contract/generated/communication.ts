import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import { id, reachable, RUNS, some, text, word } from '../arbitraries';
import { useBothSides } from '../bothSides';

/**
 * Any communication that the API takes, entered by fields or as JSON, reaches Twilio as the SDK
 * would send it.
 */
const sent = useBothSides();

/** An author or recipient as a user may enter it, and as it has to be sent. */
const party = fc
	.tuple(reachable(), fc.option(id, { nil: undefined }))
	.map(([{ channel, entered, sent: address }, participantId]) => ({
		written: {
			...{ channel, address: entered },
			...(participantId !== undefined && { participantId: `"${participantId}"` }),
		},
		sent: { ...{ channel, address }, ...(participantId !== undefined && { participantId }) },
	}));
const transcription = some({
	channel: fc.nat(9),
	// Turns -0 into 0: JSON has no negative zero.
	confidence: fc.double({ min: 0, max: 1, noNaN: true }).map((share) => share + 0),
	engine: text(),
});
/** As text with its zone, or as milliseconds: only numbers of 13 digits are read as such. */
const asText = (moment: Date) =>
	moment.getTime() >= 1e12 && moment.getTime() % 2 === 0
		? String(moment.getTime())
		: moment.toISOString();
const content = fc.oneof(
	fc.record({ type: fc.constant('TEXT'), text: text(200) }),
	fc.record(
		{ type: fc.constant('TRANSCRIPTION'), text: text(200), transcription },
		{ requiredKeys: ['type', 'text'] },
	),
);
const others = some({
	channelId: word(),
	resourceId: word(),
	occurredAt: fc.date({
		min: new Date('1970-01-02T00:00:00Z'),
		max: new Date('2286-01-01T00:00:00Z'),
		noInvalidDate: true,
	}),
});

it('records any communication as the SDK does', async () => {
	const intent = fc.record({
		conversationId: id,
		author: party,
		recipients: fc.array(party, { minLength: 1, maxLength: 4 }),
		content,
		others,
	});
	const property = fc.asyncProperty(intent, fc.boolean(), async (communication, asJson) => {
		const { conversationId, author, recipients, content: said, others: more } = communication;
		const details = 'transcription' in said ? said.transcription : undefined;
		const hasDetails = details !== undefined && Object.keys(details).length > 0;
		const body = {
			author: author.sent,
			recipients: recipients.map((recipient) => recipient.sent),
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
		const written = recipients.map((recipient) => recipient.written);
		const { occurredAt, ...plain } = more;
		const additionalFields = {
			...plain,
			...(occurredAt && { occurredAt: asText(occurredAt) }),
		};
		const entered = {
			...{ resource: 'communication', operation: 'create', conversationId },
			author: author.written,
			...(asJson
				? { defineUsing: 'json', recipientsJson: JSON.stringify(written) }
				: { recipients: { values: written } }),
			type: said.type,
			text: said.text,
			...(details && { transcription: details }),
			additionalFields,
		} satisfies INodeParameters;
		expect(await sent.node(entered)).toEqual(expected);
	});
	await fc.assert(property, RUNS);
});
