import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import { channel, id, RUNS, some, text } from './arbitraries';
import { useBothSides } from './bothSides';

/**
 * Any participant that the API takes, entered by fields or as JSON, reaches Twilio as the SDK would
 * send it.
 */
const sent = useBothSides();

// Hundreds of runs each, on machines that have other things to do.
jest.setTimeout(60_000);

const addresses = fc.array(
	fc.record(
		{ channel, address: text(), channelId: text() },
		{ requiredKeys: ['channel', 'address'] },
	),
	{ minLength: 1, maxLength: 4 },
);
const others = some({
	name: text(100),
	profileId: text(),
	type: fc.constantFrom('AGENT', 'AI_AGENT', 'CUSTOMER', 'HUMAN_AGENT', 'UNKNOWN'),
});

it('creates any participant as the SDK does', async () => {
	const intent = fc.tuple(id, addresses, others, fc.boolean());
	const property = fc.asyncProperty(intent, async ([conversationId, list, members, asJson]) => {
		const entered: INodeParameters = asJson
			? { additionalFields: { ...members, addressesJson: JSON.stringify(list) } }
			: { addresses: { values: list }, additionalFields: members };
		const expected = await sent.sdk(
			async (v2) => await v2.participants(conversationId).create({ ...members, addresses: list }),
		);
		const chosen = { resource: 'participant', operation: 'create', conversationId };
		expect(await sent.node({ ...chosen, ...entered })).toEqual(expected);
	});
	await fc.assert(property, RUNS);
});

it('replaces any participant as the SDK does', async () => {
	const changes = fc
		.tuple(others, fc.option(addresses, { nil: undefined }))
		.map(([members, list]) => ({ ...members, ...(list && { addresses: list }) }))
		.filter((body) => Object.keys(body).length > 0);
	const intent = fc.tuple(id, id, changes, fc.boolean(), fc.boolean());
	const property = fc.asyncProperty(
		intent,
		async ([conversationId, participantId, body, asJson, sendOnlyEntered]) => {
			const { addresses: list, ...members } = body;
			const expected = await sent.sdk(async (v2) => {
				const participant = v2.participants(conversationId, participantId);
				if (!sendOnlyEntered) await participant.fetch();
				await participant.update(body);
			});
			const entered = asJson
				? { addressesJson: JSON.stringify(list) }
				: { addresses: { values: list } };
			const actual = await sent.node({
				...{ resource: 'participant', operation: 'update', conversationId, participantId },
				updateFields: { ...members, ...(list && entered) } as INodeParameters,
				options: { sendOnlyEntered },
			});
			expect(actual).toEqual(expected);
		},
	);
	await fc.assert(property, RUNS);
});
