import type { IDataObject } from 'n8n-workflow';

import { asJson, byFields } from '../fields/asJson';
import type { CollectionValues } from '../fields/collection';
import { InvalidValue } from '../fields/field';
import { jsonField } from '../fields/json';
import { keyValuesField } from '../fields/keyValues';
import { stringField } from '../fields/string';
import { urlListField } from '../fields/url';

export const text = stringField('text', 'Text', {
	placeholder: 'e.g. Your order is on its way',
	description: 'Text of the message. Leave empty to send a content template or media alone.',
	typeOptions: { rows: 3 },
});

const contentId = stringField('contentId', 'Content Template ID', {
	trimmed: true,
	placeholder: 'e.g. HXxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
	description: 'Content template to send',
});

const entries = keyValuesField(
	'variables',
	'Content Variables',
	{
		key: { placeholder: 'e.g. 1', description: 'Name of the variable in the content template' },
		value: { placeholder: 'e.g. Nathan', description: 'What stands in its place' },
	},
	{ description: 'What stands in the places of the content template' },
);

const variables = byFields(entries);

const variablesJson = asJson(entries, '{ "1": "Nathan" }', {
	description: 'What stands in the places of the content template, as an object of texts',
});

const mediaUrls = urlListField('mediaUrls', 'Media URLs', {
	placeholder: 'e.g. https://example.com/invoice.pdf',
	description:
		'Files to send, separated by commas, or as a JSON list where an address has commas in it',
});

const channelSettings = jsonField(
	'channelSettings',
	'Channel Settings',
	'{ "messagingServiceSid": "MG…" }',
	{
		description:
			'What the channel needs besides, as an object, e.g. messagingServiceSid, statusCallback, or for chat channelId',
	},
);

/** What a message may have besides its text, in the "Additional Fields" of whatever sends one. */
export const contentFields = [
	channelSettings,
	contentId,
	variables,
	variablesJson,
	mediaUrls,
] as const;

/**
 * The payload of a message without its ends, as the API takes it.
 *
 * @throws InvalidValue when there is nothing to send, or variables without their template
 */
export function messageContent(
	words: string | undefined,
	{ channelSettings: settings, ...template }: CollectionValues<typeof contentFields>,
): { content: IDataObject; channelSettings?: IDataObject } {
	const content = { ...(words !== undefined && { text: words }), ...template };
	checkContent(content);
	return { content, ...(settings !== undefined && { channelSettings: settings }) };
}

interface Content {
	readonly text?: string;
	readonly contentId?: string;
	readonly variables?: object;
	readonly mediaUrls?: readonly string[];
}

function checkContent(content: Content): void {
	const isTemplate = content.contentId !== undefined;
	if (content.variables !== undefined && !isTemplate) {
		throw new InvalidValue(
			'has no template to stand in',
			`Add '${contentId.property.displayName}', or remove the variables.`,
			['Additional Fields', variables.property.displayName],
		);
	}
	if (content.text === undefined && content.mediaUrls === undefined && !isTemplate) {
		const others = [contentId, mediaUrls].map(({ property }) => `'${property.displayName}'`);
		throw new InvalidValue(
			'is empty',
			`Enter a text, or add ${others.join(' or ')} to 'Additional Fields'.`,
			[text.property.displayName],
		);
	}
}
