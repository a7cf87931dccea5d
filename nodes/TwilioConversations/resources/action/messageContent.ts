import { asJson, byFields } from '../../../shared/fields/asJson';
import { InvalidValue } from '../../../shared/fields/field';
import { keyValuesField } from '../../../shared/fields/keyValues';
import { stringField } from '../../../shared/fields/string';
import { urlListField } from '../../../shared/fields/url';

export const text = stringField('text', 'Text', {
	placeholder: 'e.g. Your order is on its way',
	description: 'Text of the message. Leave empty to send a content template or media alone.',
	typeOptions: { rows: 3 },
});

export const contentId = stringField('contentId', 'Content Template ID', {
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

export const variables = byFields(entries);

export const variablesJson = asJson(entries, '{ "1": "Nathan" }', {
	description: 'What stands in the places of the content template, as an object of texts',
});

export const mediaUrls = urlListField('mediaUrls', 'Media URLs', {
	placeholder: 'e.g. https://example.com/invoice.pdf',
	description:
		'Files to send, separated by commas, or as a JSON list where an address has commas in it',
});

interface Content {
	readonly text?: string;
	readonly contentId?: string;
	readonly variables?: object;
	readonly mediaUrls?: readonly string[];
}

/** @throws InvalidValue when there is nothing to send, or variables without their template */
export function checkContent(content: Content): void {
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
