import type { INodeProperties } from 'n8n-workflow';

import { TwilioConversationsApi } from '../../credentials/TwilioConversationsApi.credentials';
import { resources } from '../../nodes/TwilioConversations/resources';
import { TwilioConversations } from '../../nodes/TwilioConversations/TwilioConversations.node';
import { TwilioConversationsTrigger } from '../../nodes/TwilioConversationsTrigger/TwilioConversationsTrigger.node';
import { isChoice, isProperty, parametersIn } from '../support/parameters';

const action = new TwilioConversations().description;
const trigger = new TwilioConversationsTrigger().description;
const credential = new TwilioConversationsApi();

/** All parameters, by the path of labels that leads to them. */
const parameters = Object.entries({ node: action, trigger, credential }).flatMap(
	([form, { properties }]) =>
		parametersIn(properties, 'displayName').map(({ path, property }): [string, INodeProperties] => [
			[form, ...path].join(' > '),
			property,
		]),
);

/** Members of a description that the editor shows. */
const SHOWN = new Set([
	...['action', 'activationMessage', 'description', 'displayName', 'eventTriggerDescription'],
	...['active', 'activationHint', 'header', 'hint', 'inactive', 'message', 'name', 'placeholder'],
]);

/** Every visible text, with its path. */
function textsIn(value: unknown, path: string): Array<[string, string]> {
	if (typeof value !== 'object' || value === null) return [];
	// Parameters, modes and the node itself have a technical name besides the visible one.
	const isLabelled = 'displayName' in value;
	return Object.entries(value).flatMap(([key, member]: [string, unknown]) => {
		const here = `${path}.${key}`;
		if (typeof member !== 'string') return textsIn(member, here);
		return SHOWN.has(key) && !(key === 'name' && isLabelled) ? [[here, member]] : [];
	});
}

const texts = [
	...textsIn(action, 'node'),
	...textsIn(trigger, 'trigger'),
	...textsIn({ properties: credential.properties }, 'credential'),
].filter(([path]) => !/\.(credentials|defaults|webhooks)\./.test(path));

/** n8n's UX guidelines, and one term for each thing. No text may match a pattern. */
const RULES: Array<[string, RegExp]> = [
	['abbreviations are in capitals', /\b(?!e\.g\.)(api|id|ids|json|sid|url|urls|uuid)\b/],
	['examples begin with "e.g."', /\b(eg|for example|i\.e)\b/i],
	['no filler and no courtesy', /\b(please|simply|just|easily|obviously)\b/i],
	['no jargon of developers', /\b(payload|string|boolean|array|regex|enum|nullable|param)\b/i],
	['no emoji, no markup', /\p{Extended_Pictographic}|<\/?[a-z]/u],
	['no stray space', /^\s|\s$| {2}|\s[,.:;!?](\s|$)/],
	['straight quotes', /[“”‘’«»]/],
	['names of parameters are in single quotes', /"[A-Z][a-z]+( [A-Za-z]+)*"/],
	['a timeout is one word', /\btime[- ]outs?\b/i],
	['the product is Twilio, the program n8n', /\b(twilio|TWILIO|N8N|N8n)\b(?![.:-])/],
];

/** At the end of a hint: it names members of the API. */
const JSON_EXAMPLE = /(; )?e\.g\. [[{].*$/;

describe('every text on screen', () => {
	it('is what these tests look at', () => {
		expect(texts.length).toBeGreaterThan(500);
		const shown = new Set(texts.map(([, text]) => text));
		expect(shown).toContain('Delete a conversation');
		expect(shown).toContain('Pull in events from Twilio Conversations');
		expect(shown).toContain('Verify Signature');
		expect(shown).not.toContain('conversationId');
	});

	it.each(RULES)('%s', (_rule, forbidden) => {
		// Placeholders show values as they are entered.
		const offenders = texts.filter(
			([path, text]) =>
				!path.endsWith('.placeholder') && forbidden.test(text.replace(JSON_EXAMPLE, '')),
		);
		expect(offenders).toEqual([]);
	});
});

/** Names of options, unless they are also ordinary words. */
const named = new Set(
	action.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [] }) => options.map(({ name }) => name))
		.filter((name) => name.includes(' ')),
);

it('puts what is chosen on screen in single quotes wherever a sentence names it', () => {
	expect([...named]).toEqual(expect.arrayContaining(['Get Many', 'Clean Up']));
	const unquoted = new RegExp(`(?<!')\\b(${[...named].join('|')})\\b(?!')`);
	const sentences = texts.filter(([path]) => path.endsWith('.description'));
	expect(sentences.filter(([, text]) => unquoted.test(text))).toEqual([]);
});

const SMALL_WORDS = new Set('a an and as at but by for from if in of on or the to with'.split(' '));

const notInTitleCase = (label: string) =>
	label.split(' ').filter((word, index) => {
		return !(index > 0 && SMALL_WORDS.has(word.replace('(', ''))) && !/^\(?[A-Z]/.test(word);
	});

/** No full stop after a single sentence; after several, there is one. */
const endsWell = (text: string) => {
	const sentences = text.replace(/\be\.g\. /g, '').split(/[.?!] /).length;
	return text.endsWith('.') === sentences > 1;
};

/** Selectors and the collections of every n8n node need no description. */
const WELL_KNOWN = ['resource', 'operation', 'additionalFields', 'options', 'updateFields'];

const byAlphabet = (labels: string[]) => [...labels].sort((a, b) => a.localeCompare(b));

describe.each(parameters.filter(([, { type }]) => type !== 'notice'))('%s', (path, property) => {
	const { displayName, name, type, description, placeholder, options = [] } = property;
	/** What is on the form from the start has the order of the form. */
	const open = type === 'collection' ? Object.keys(Object(property.default)) : [];

	it('is named, explained and shown by an example as n8n does', () => {
		expect(notInTitleCase(displayName)).toEqual([]);
		// Users scan the list of parameters; a credential has a form of its own.
		if (!path.startsWith('credential')) expect(displayName.length).toBeLessThanOrEqual(36);
		if (type === 'boolean') expect(description).toMatch(/^Whether /);
		if (description !== undefined) {
			expect(description).toMatch(/^[A-Z]/);
			expect(endsWell(description)).toBe(true);
		} else if (path.startsWith('node')) expect(WELL_KNOWN).toContain(name);
		const isList = type === 'collection' || type === 'fixedCollection';
		if (isList) expect(placeholder).toMatch(/^Add [A-Z]/);
		else expect(placeholder ?? 'e.g. ').toMatch(/^e\.g\. /);
		if (path.startsWith('node') && ['string', 'json'].includes(type)) {
			expect(placeholder).toBeDefined();
		}
	});

	it('offers its choices by name, in the order of the alphabet where there are many', () => {
		const choices = options.filter(isChoice).map((choice) => choice.name);
		const added = options.filter(isProperty).filter((inner) => !open.includes(inner.name));
		const labels = added.map((inner) => inner.displayName);
		for (const label of [...choices, ...labels]) expect(notInTitleCase(label)).toEqual([]);
		for (const list of [choices, labels]) {
			if (list.length >= 5) expect(list).toEqual(byAlphabet(list));
		}
	});
});

it('names every operation: title in the list, sentence in the history', () => {
	for (const { name: resource, operations } of resources) {
		for (const { name, action: sentence, description } of operations) {
			expect(notInTitleCase(name)).toEqual([]);
			expect(sentence).toMatch(/^[A-Z][a-z]+( [a-z]+)*$/);
			expect(sentence.toLowerCase()).toContain(resource.toLowerCase());
			// "Send a message", as n8n's templates and its own nodes word it.
			expect(sentence).toMatch(/ (a|an|the|many|up) /);
			// The panel puts the resource above its operations.
			expect(name).not.toContain(resource);
			expect(endsWell(description)).toBe(true);
			expect(name).not.toBe(description);
		}
	}
});

/** Names that the API uses for two things, in different places, or that label entries of two kinds. */
const TWO_THINGS = ['channel', 'key', 'type', 'value'];

it('one parameter has one label, wherever it is', () => {
	const labels = new Map<string, Set<string>>();
	for (const [path, { name, displayName, type }] of parameters) {
		if (!path.startsWith('node') || type === 'notice') continue;
		// What one form asks of both sides is told apart in the label.
		const label = displayName.replace(/^Our (?!Side$)/, '');
		labels.set(name, new Set([...(labels.get(name) ?? []), label]));
	}
	const several = [...labels].filter(([, all]) => all.size > 1).map(([name]) => name);
	expect(several.sort()).toEqual(TWO_THINGS);
});
