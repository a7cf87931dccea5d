import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import { id, reachable, RUNS, some, text, word } from '../arbitraries';
import { useBothSides } from '../bothSides';

/**
 * Any participant that the API takes, entered by fields or as JSON, reaches Twilio as the SDK would
 * send it.
 */
const sent = useBothSides();

/** Addresses as a user may enter them, and as they have to be sent. */
const addresses = fc
	.array(fc.tuple(reachable(), fc.option(word(), { nil: undefined })), {
		minLength: 1,
		maxLength: 4,
	})
	.map((list) => ({
		written: list.map(([{ channel, entered }, channelId]) => ({
			...{ channel, address: entered },
			...(channelId !== undefined && { channelId: `${channelId}\n` }),
		})),
		sent: list.map(([{ channel, sent: address }, channelId]) => ({
			...{ channel, address },
			...(channelId !== undefined && { channelId }),
		})),
	}));

/** As JSON, with an explicit null for a missing channel ID, as in Twilio's answers. */
const inJson = (written: object[]) =>
	JSON.stringify(written.map((address) => ({ channelId: null, ...address })));
const others = some({
	name: text(100),
	profileId: word(),
	type: fc.constantFrom('AGENT', 'AI_AGENT', 'CUSTOMER', 'HUMAN_AGENT', 'UNKNOWN'),
});

it('creates any participant as the SDK does', async () => {
	const intent = fc.tuple(id, addresses, others, fc.boolean());
	const property = fc.asyncProperty(intent, async ([conversationId, list, members, asJson]) => {
		const entered: INodeParameters = asJson
			? { defineUsing: 'json', addressesJson: inJson(list.written), additionalFields: members }
			: { addresses: { values: list.written }, additionalFields: members };
		const expected = await sent.sdk(
			async (v2) =>
				await v2.participants(conversationId).create({ ...members, addresses: list.sent }),
		);
		const chosen = { resource: 'participant', operation: 'create', conversationId };
		expect(await sent.node({ ...chosen, ...entered })).toEqual(expected);
	});
	await fc.assert(property, RUNS);
});

const CLEARABLE = ['addresses', 'name', 'profileId', 'type'] as const;

it('replaces any participant as the SDK does', async () => {
	const changes = fc
		.record({
			members: others,
			list: fc.option(addresses, { nil: undefined }),
			cleared: fc.subarray([...CLEARABLE]),
		})
		.map(({ members, list, cleared }) => ({
			list: cleared.includes('addresses') ? undefined : list,
			members: Object.fromEntries(
				Object.entries(members).filter(([name]) => !cleared.some((other) => other === name)),
			),
			cleared,
		}))
		.filter(({ list, members, cleared }) => {
			return list !== undefined || cleared.length > 0 || Object.keys(members).length > 0;
		});
	const intent = fc.tuple(id, id, changes, fc.boolean(), fc.boolean());
	const property = fc.asyncProperty(
		intent,
		async ([
			conversationId,
			participantId,
			{ list, members, cleared },
			asJson,
			sendOnlyEntered,
		]) => {
			const body = { ...members, ...(list && { addresses: list.sent }) };
			const expected = await sent.sdk(async (v2) => {
				const participant = v2.participants(conversationId, participantId);
				if (!sendOnlyEntered) await participant.fetch();
				await participant.update(body);
			});
			const entered = list && {
				...(asJson
					? { addressesJson: inJson(list.written) }
					: { addresses: { values: list.written } }),
			};
			const actual = await sent.node({
				...{ resource: 'participant', operation: 'update', conversationId, participantId },
				...(asJson && { defineUsing: 'json' }),
				updateFields: {
					...members,
					...entered,
					...(cleared.length > 0 && { clearFields: cleared }),
				} as INodeParameters,
				options: { sendOnlyEntered },
			});
			expect(actual).toEqual(expected);
		},
	);
	await fc.assert(property, RUNS);
});
