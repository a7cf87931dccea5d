import fc from 'fast-check';
import { type INodeParameters, jsonParse } from 'n8n-workflow';
import type {
	CreateConfigurationRequest,
	PatchConfigurationRequest,
	UpdateConfigurationRequest,
} from 'twilio/lib/rest/conversations/v2/configuration';

import { number, RUNS } from '../arbitraries';
import { useBothSides } from '../bothSides';

/**
 * Any configuration that the API takes, entered by fields or as JSON, reaches Twilio as the SDK
 * would send it.
 */
const sent = useBothSides();

const ID = 'conv_configuration_01k1etx3jbfx88476ccja0889d';
const UUID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

/** Text that is not blank, and no expression to n8n. */
const text = (maxLength: number) =>
	fc
		.string({ minLength: 1, maxLength, unit: 'grapheme' })
		.filter((value) => [...value].length <= maxLength && value.trim() !== '' && value[0] !== '=');
const id = fc.stringMatching(/^[a-z]{2,4}_[0-9a-z_]{1,20}$/);
const minutes = fc.integer({ min: 1, max: 100_000 });
const some = { requiredKeys: [] };
const notEmpty = (value: object) => Object.keys(value).length > 0;

/** An address of a capture rule, or `*` for any: as entered and as sent. */
const ruleAddress = fc.oneof(fc.constant({ entered: ' *', sent: '*' }), number);

const setting = fc.record(
	{
		statusTimeouts: fc.record({ inactive: minutes, closed: minutes }, some).filter(notEmpty),
		captureRules: fc.array(
			fc.record(
				{
					from: ruleAddress,
					to: ruleAddress,
					metadata: fc.dictionary(id, text(20), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
				},
				{ requiredKeys: ['from', 'to'] },
			),
			{ minLength: 1, maxLength: 3 },
		),
	},
	some,
);
// Channels on which every number in a rule is a telephone number.
const channel = fc.constantFrom('RCS', 'SMS', 'VOICE', 'WHATSAPP');
const channels = <Value>(value: fc.Arbitrary<Value>) =>
	fc.dictionary(channel, value, { minKeys: 1, noNullPrototype: true });

const needed = {
	description: text(512),
	conversationGroupingType: fc.constantFrom(
		'GROUP_BY_PROFILE',
		'GROUP_BY_PARTICIPANT_ADDRESSES',
		'GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE',
	),
	memoryStoreId: id,
};
const displayName = fc.stringMatching(/^[a-zA-Z0-9-_ ]{1,32}$/).filter((name) => !!name.trim());
const optional = {
	channelSettings: channels(setting),
	statusCallbacks: fc.array(
		// Always with a method, as in the editor.
		fc.record({
			url: fc.webUrl({ withQueryParameters: true }),
			method: fc.constantFrom('GET', 'POST'),
		}),
		{ minLength: 1, maxLength: 2 },
	),
	intelligenceConfigurationIds: fc.array(id, { minLength: 1, maxLength: 5 }),
	memoryExtractionEnabled: fc.boolean(),
	conversationsV1Bridge: fc.record({
		serviceId: fc.stringMatching(/^[0-9a-f]{32}$/).map((digits) => `IS${digits}`),
	}),
};
const neededKeys = ['description', 'conversationGroupingType', 'memoryStoreId'] as const;

const intents = {
	create: fc.record(
		{ displayName, ...needed, ...optional },
		{ requiredKeys: ['displayName', ...neededKeys] },
	),
	update: fc.record({ displayName, ...needed, ...optional }, { requiredKeys: [...neededKeys] }),
	patch: fc
		.record(
			{
				...needed,
				...optional,
				displayName: fc.option(displayName),
				description: fc.option(needed.description),
				memoryStoreId: fc.option(needed.memoryStoreId),
				channelSettings: channels(fc.option(setting)),
				statusCallbacks: fc.option(optional.statusCallbacks),
				intelligenceConfigurationIds: fc.option(optional.intelligenceConfigurationIds),
				memoryExtractionEnabled: fc.option(optional.memoryExtractionEnabled),
				conversationsV1Bridge: fc.option(optional.conversationsV1Bridge),
			},
			some,
		)
		.filter(notEmpty),
};

type Generated<A> = A extends fc.Arbitrary<infer Value> ? Value : never;
type Setting = Generated<typeof setting>;
/** The members that are entered inside a collection, of any of the three writes. */
type Members = Generated<typeof intents.patch>;

const rowsOf = (map: Record<string, string>) =>
	Object.entries(map).map(([key, value]) => ({ key, value }));

const channelRow = ([name, value]: [string, Setting | null]): INodeParameters => {
	if (value === null) return { channel: name, remove: true };
	const { captureRules, ...rest } = value;
	const values = captureRules?.map(({ metadata, from, to }) => ({
		...{ from: from.entered, to: to.entered },
		...(metadata && { metadata: { values: rowsOf(metadata) } }),
	}));
	return { channel: name, ...rest, ...(values && { captureRules: { values } }) };
};

/** Enters members as fields of the editor or as JSON; null is chosen in Fields to Clear. */
function enter(members: Members, asJson: boolean): INodeParameters {
	const { channelSettings, statusCallbacks, ...others } = members;
	const { intelligenceConfigurationIds: ids, conversationsV1Bridge: bridge, ...plain } = others;
	const json = (value: unknown) => value && JSON.stringify(rulesOf(value, 'entered'));
	const cleared = Object.entries(members).filter(([, value]) => value === null);
	const entered = asJson
		? {
				...plain,
				channelSettingsJson: json(channelSettings),
				statusCallbacksJson: json(statusCallbacks),
				intelligenceConfigurationIds: json(ids),
				conversationsV1Bridge: json(bridge),
			}
		: {
				...plain,
				channelSettings: channelSettings && {
					values: Object.entries(channelSettings).map(channelRow),
				},
				statusCallbacks: statusCallbacks && { values: statusCallbacks },
				intelligenceConfigurationIds: ids && ids.join(', '),
				conversationsV1Bridge: bridge && bridge.serviceId,
			};
	const known = Object.entries(entered).filter(
		([, value]) => value !== undefined && value !== null,
	);
	return {
		...Object.fromEntries(known),
		...(cleared.length > 0 && { clearFields: cleared.map(([name]) => name) }),
	} as INodeParameters;
}

const isBare = (value: Setting | null) => value !== null && !notEmpty(value);

/** Replaces each address of a capture rule by its entered or its sent form. */
function rulesOf<Value>(value: Value, form: 'entered' | 'sent'): Value {
	return jsonParse<Value>(
		JSON.stringify(value, (_key, member: unknown) => {
			const isAddress = typeof member === 'object' && member !== null && form in member;
			return isAddress ? Reflect.get(member, form) : member;
		}),
	);
}

const configuration = (operation: string, asJson: boolean) => ({
	...(asJson && { defineUsing: 'json' }),
	resource: 'configuration',
	operation,
	options: { idempotencyKey: UUID, waitForCompletion: false },
});
const headers = () => ({ 'Idempotency-Key': UUID });

it('creates any configuration as the SDK does', async () => {
	await fc.assert(
		fc.asyncProperty(intents.create, fc.boolean(), async (body, asJson) => {
			const { displayName: name, description, conversationGroupingType, ...others } = body;
			const { memoryStoreId, ...additional } = others;
			const parameters = {
				...configuration('create', asJson),
				...{ displayName: name, description, conversationGroupingType, memoryStoreId },
				additionalFields: enter(additional, asJson),
			};
			const expected = await sent.sdk(
				async (v2) =>
					await v2.configurations.create(
						rulesOf(body, 'sent') as CreateConfigurationRequest,
						headers(),
					),
			);
			expect(await sent.node(parameters)).toEqual(expected);
		}),
		RUNS,
	);
});

it('replaces any configuration as the SDK does', async () => {
	await fc.assert(
		fc.asyncProperty(intents.update, fc.boolean(), async (body, asJson) => {
			const { description, conversationGroupingType, memoryStoreId, ...optionals } = body;
			const parameters = {
				...configuration('update', asJson),
				...{ configurationId: ID, description, conversationGroupingType, memoryStoreId },
				updateFields: enter(optionals, asJson),
			};
			const request = rulesOf(
				{ channelSettings: {}, ...body },
				'sent',
			) as UpdateConfigurationRequest;
			const expected = await sent.sdk(
				async (v2) => await v2.configurations(ID).update(request, headers()),
			);
			expect(await sent.node(parameters)).toEqual(expected);
		}),
		RUNS,
	);
});

it('changes any part of a configuration as the SDK does', async () => {
	await fc.assert(
		fc.asyncProperty(intents.patch, fc.boolean(), async (body, isJson) => {
			// A form refuses a channel that nothing was entered for.
			const asJson = isJson || Object.values(body.channelSettings ?? {}).some(isBare);
			const parameters = {
				...configuration('patch', asJson),
				...{ configurationId: ID, updateFields: enter(body, asJson) },
			};
			// The API takes null, which the SDK's types do not say.
			const request = rulesOf<object>(body, 'sent') as PatchConfigurationRequest;
			const expected = await sent.sdk(
				async (v2) => await v2.configurations(ID).patch(request, headers()),
			);
			expect(await sent.node(parameters)).toEqual(expected);
		}),
		RUNS,
	);
});
