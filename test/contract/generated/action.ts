import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import { id, reachable, RUNS, text, word } from '../arbitraries';
import { useBothSides } from '../bothSides';

/**
 * Any message that the API takes, entered by fields or as JSON, reaches Twilio as the SDK would send
 * it.
 */
const sent = useBothSides();

const channel = fc.constantFrom('CHAT', 'RCS', 'SMS', 'WHATSAPP');

/** A sender: participant and channel, participant alone, or address and channel. */
const party = fc.oneof(
	fc.record({ participantId: id, channel }),
	fc.record({ participantId: id }),
	reachable(channel),
);
/** Nobody is reached at a short code or the name of a sender. */
const recipient = party.filter(
	(one) => !('sent' in one && one.channel === 'SMS') || one.sent.startsWith('+'),
);
type Party = Generated<typeof party>;
type Generated<A> = A extends fc.Arbitrary<infer Value> ? Value : never;

/** As it has to be sent, and as a user may enter it. */
const asSent = (one: Party) =>
	'entered' in one ? { address: one.sent, channel: one.channel } : one;
const asWritten = (one: Party) =>
	'entered' in one ? { address: one.entered, channel: one.channel } : one;

/** As the editor stores it: always with all three fields, empty ones too. */
const inEditor = (entered: { participantId?: string; address?: string; channel?: string }) => ({
	participantId: { __rl: true, mode: 'list', value: entered.participantId ?? '' },
	address: entered.address ?? '',
	channel: entered.channel ?? '',
});

const variables = fc.dictionary(word(10), text(), {
	minKeys: 1,
	maxKeys: 4,
	noNullPrototype: true,
});
const template = fc.record({ contentId: id, variables }, { requiredKeys: ['contentId'] });
const content = fc
	.record(
		{
			text: text(200),
			template,
			mediaUrls: fc.array(fc.webUrl({ withQueryParameters: true }), {
				minLength: 1,
				maxLength: 3,
			}),
		},
		{ requiredKeys: [] },
	)
	.filter((value) => Object.keys(value).length > 0)
	.map(({ template: filled, ...others }) => ({ ...others, ...filled }));

it('sends any message as the SDK does', async () => {
	const intent = fc.record(
		{
			conversationId: id,
			from: party,
			to: fc.array(recipient, { minLength: 1, maxLength: 4 }),
			content,
			channelSettings: fc.dictionary(id, fc.jsonValue({ maxDepth: 2 }), {
				minKeys: 1,
				maxKeys: 3,
				noNullPrototype: true,
			}),
		},
		{ requiredKeys: ['conversationId', 'from', 'to', 'content'] },
	);
	const property = fc.asyncProperty(intent, fc.boolean(), async (message, asJson) => {
		const { conversationId, ...written } = message;
		const payload = { ...written, from: asSent(written.from), to: written.to.map(asSent) };
		const expected = await sent.sdk(
			async (v2) => await v2.actions(conversationId).create({ type: 'SEND_MESSAGE', payload }),
		);
		const { text: words, mediaUrls, variables: filled, ...others } = payload.content;
		const rows = Object.entries(filled ?? {}).map(([key, value]) => ({ key, value }));
		// A comma would split a URL, so URLs with one are entered as a JSON list.
		const inFields = !asJson && !mediaUrls?.some((url) => url.includes(','));
		const additionalFields = {
			...others,
			...(filled &&
				(asJson ? { variablesJson: JSON.stringify(filled) } : { variables: { values: rows } })),
			...(mediaUrls && {
				mediaUrls: inFields ? mediaUrls.join(', ') : JSON.stringify(mediaUrls),
			}),
			...(payload.channelSettings && {
				channelSettings: JSON.stringify(payload.channelSettings),
			}),
		};
		const entered: INodeParameters = {
			...{ resource: 'action', operation: 'sendMessage', conversationId },
			from: inEditor(asWritten(written.from)),
			...(asJson
				? { defineUsing: 'json', toJson: JSON.stringify(written.to.map(asWritten)) }
				: { to: { values: written.to.map(asWritten).map(inEditor) } }),
			...(words !== undefined && { text: words }),
			additionalFields,
			options: { waitForCompletion: false },
		};
		expect(await sent.node(entered)).toEqual(expected);
	});
	await fc.assert(property, RUNS);
});
