import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import { id, RUNS, some, text } from '../arbitraries';
import { useBothSides } from '../bothSides';

/**
 * Any change of a conversation that the API takes, entered by fields, as JSON or in Fields to Clear,
 * reaches Twilio as the SDK would send it.
 */
const sent = useBothSides();

const key = fc.stringMatching(/^[A-Za-z0-9._-]{1,128}$/);
const entries = fc.dictionary(key, text(512), { minKeys: 1, maxKeys: 8, noNullPrototype: true });
const members = some({
	name: text(100),
	status: fc.constantFrom('ACTIVE', 'INACTIVE', 'CLOSED'),
	metadata: entries,
});
const rowsOf = (map: Record<string, string>) => ({
	values: Object.entries(map).map(([name, value]) => ({ key: ` ${name}\n`, value })),
});
/** Counts code points, as Twilio's other limits do. */
const fits = (map: Record<string, string> = {}) =>
	Object.values(map).every((value) => [...value].length <= 512);

it('changes any part of a conversation as the SDK does', async () => {
	const intent = fc
		.record({
			conversationId: id,
			set: members,
			cleared: fc.subarray(['name', 'statusCallbacks']),
			removed: fc.uniqueArray(key, { maxLength: 4 }),
			asJson: fc.boolean(),
		})
		.map(({ set: { name, ...set }, cleared, removed, ...others }) => ({
			...others,
			cleared,
			set: { ...set, ...(name !== undefined && !cleared.includes('name') && { name }) },
			removed: removed.filter((entry) => !Object.keys(set.metadata ?? {}).includes(entry)),
		}))
		.filter(({ set, cleared, removed }) => {
			return fits(set.metadata) && Object.keys({ ...set, ...cleared, ...removed }).length > 0;
		});
	const property = fc.asyncProperty(intent, async (change) => {
		const { conversationId, set, cleared, removed, asJson } = change;
		const nulls = Object.fromEntries(removed.map((entry) => [entry, null]));
		const { metadata, ...plain } = set;
		const expected = await sent.sdk(
			async (v2) =>
				await v2.conversations(conversationId).patch({
					...plain,
					...(cleared.includes('name') && { name: null }),
					...((metadata || removed.length > 0) && { metadata: { ...metadata, ...nulls } }),
					...(cleared.includes('statusCallbacks') && { configuration: { statusCallbacks: [] } }),
				}),
		);
		const hasEntries = metadata !== undefined || removed.length > 0;
		const entered = asJson
			? { ...(hasEntries && { metadataJson: JSON.stringify({ ...metadata, ...nulls }) }) }
			: {
					...(metadata && { metadata: rowsOf(metadata) }),
					...(removed.length > 0 && { removeMetadataKeys: removed.join(', ') }),
				};
		const actual = await sent.node({
			...{ resource: 'conversation', operation: 'patch', conversationId },
			...(asJson && { defineUsing: 'json' }),
			updateFields: {
				...plain,
				...entered,
				...(cleared.length > 0 && { clearFields: cleared }),
			} as INodeParameters,
		});
		expect(actual).toEqual(expected);
	});
	await fc.assert(property, RUNS);
});

it('replaces any conversation as the SDK does', async () => {
	const intent = fc
		.tuple(id, fc.constantFrom('ACTIVE', 'INACTIVE', 'CLOSED'), members, fc.boolean())
		.filter(([, , { metadata }]) => fits(metadata));
	const property = fc.asyncProperty(intent, async ([conversationId, status, set, asJson]) => {
		const { name, metadata } = set;
		const expected = await sent.sdk(
			async (v2) =>
				await v2.conversations(conversationId).update({
					status,
					...(name !== undefined && { name }),
					...(metadata && { metadata }),
				}),
		);
		const entered = metadata && {
			...(asJson ? { metadataJson: JSON.stringify(metadata) } : { metadata: rowsOf(metadata) }),
		};
		const missing = ['name', 'metadata'].filter((field) => !(field in set));
		const actual = await sent.node({
			...{ resource: 'conversation', operation: 'update', conversationId, status },
			...(asJson && { defineUsing: 'json' }),
			updateFields: {
				...entered,
				...(name !== undefined && { name }),
				...(missing.length > 0 && { clearFields: missing }),
			} as INodeParameters,
		});
		expect(actual).toEqual(expected);
	});
	await fc.assert(property, RUNS);
});
