import type { INodeProperties } from 'n8n-workflow';

import { TwilioConversationsApi } from '../../credentials/TwilioConversationsApi.credentials';
import { TwilioConversations } from '../../nodes/TwilioConversations/TwilioConversations.node';
import { TwilioConversationsTrigger } from '../../nodes/TwilioConversationsTrigger/TwilioConversationsTrigger.node';

const action = new TwilioConversations().description;
const trigger = new TwilioConversationsTrigger().description;
const credential = new TwilioConversationsApi();

/** All parameters, also those inside collections, each with where it stands. */
function walk(properties: INodeProperties[], path: string): Array<[string, INodeProperties]> {
	return properties.flatMap((property) => {
		const here = `${path} > ${property.displayName}`;
		const inner = (property.options ?? []).flatMap((option) => {
			if ('type' in option) return [option];
			return 'values' in option ? option.values : [];
		});
		return [[here, property] satisfies [string, INodeProperties], ...walk(inner, here)];
	});
}

const parameters = [
	...walk(action.properties, 'node'),
	...walk(trigger.properties, 'trigger'),
	...walk(credential.properties, 'credential'),
];

/** Members of a description that are shown as they are. */
const SHOWN = new Set([
	...['action', 'activationMessage', 'description', 'displayName', 'eventTriggerDescription'],
	...['active', 'activationHint', 'header', 'hint', 'inactive', 'message', 'name', 'placeholder'],
]);

/** Every text that somebody reads on screen, with where it stands. */
function textsIn(value: unknown, path: string): Array<[string, string]> {
	if (typeof value !== 'object' || value === null) return [];
	// Parameters, modes and the node itself have a technical name beside the one that is shown.
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

/** n8n's UX guidelines, and one word for one thing. What a rule names must not be in any text. */
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

describe('every text on screen', () => {
	it('is what these tests look at', () => {
		expect(texts.length).toBeGreaterThan(500);
		const shown = new Set(texts.map(([, text]) => text));
		expect(shown).toContain('Delete conversation');
		expect(shown).toContain('Pull in events from Twilio Conversations');
		expect(shown).toContain('Verify Signature');
		expect(shown).not.toContain('conversationId');
	});

	it.each(RULES)('%s', (_rule, forbidden) => {
		// Placeholders show values as they are entered.
		const offenders = texts.filter(
			([path, text]) => !path.endsWith('.placeholder') && forbidden.test(text),
		);
		expect(offenders).toEqual([]);
	});
});

/** What the user chooses by name, as far as the name could not be an ordinary word. */
const named = new Set(
	action.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [] }) => options.map(({ name }) => name))
		.filter((name) => name.includes(' ')),
);

it('puts what is chosen on screen in single quotes wherever a sentence names it', () => {
	expect([...named]).toEqual(expect.arrayContaining(['Send Message', 'Partially Update']));
	const unquoted = new RegExp(`(?<!')\\b(${[...named].join('|')})\\b(?!')`);
	const sentences = texts.filter(([path]) => path.endsWith('.description'));
	expect(sentences.filter(([, text]) => unquoted.test(text))).toEqual([]);
});

const SMALL_WORDS = new Set('a an and as at but by for from if in of on or the to with'.split(' '));

const notInTitleCase = (label: string) =>
	label.split(' ').filter((word, index) => {
		return !(index > 0 && SMALL_WORDS.has(word.replace('(', ''))) && !/^\(?[A-Z]/.test(word);
	});

describe.each(parameters.filter(([, { type }]) => type !== 'notice'))('%s', (_path, property) => {
	const { displayName, type, description, placeholder, options = [] } = property;

	it('is named, explained and shown by an example as n8n does', () => {
		expect(notInTitleCase(displayName)).toEqual([]);
		if (type === 'boolean') expect(description).toMatch(/^Whether /);
		if (description !== undefined) {
			expect(description).toMatch(/^[A-Z]/);
			// A single sentence bears no full stop; several do.
			const sentences = description.replace(/\be\.g\. /g, '').split(/[.?!] /).length;
			expect(description.endsWith('.')).toBe(sentences > 1);
		}
		const isList = type === 'collection' || type === 'fixedCollection';
		if (placeholder !== undefined) expect(placeholder).toMatch(isList ? /^Add [A-Z]/ : /^e\.g\. /);
	});

	it('offers its choices by name, in the order of the alphabet where there are many', () => {
		const labels = options.map((option) =>
			'displayName' in option ? option.displayName : option.name,
		);
		for (const label of labels) expect(notInTitleCase(label)).toEqual([]);
		if (labels.length >= 5) {
			expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b)));
		}
	});
});

/** Two things that the API calls by one name, in different places. */
const TWO_THINGS = ['channel', 'type'];

it('one parameter has one label, wherever it is', () => {
	const labels = new Map<string, Set<string>>();
	for (const [path, { name, displayName }] of parameters) {
		if (!path.startsWith('node')) continue;
		labels.set(name, new Set([...(labels.get(name) ?? []), displayName]));
	}
	const several = [...labels].filter(([, all]) => all.size > 1).map(([name]) => name);
	expect(several.sort()).toEqual(TWO_THINGS);
});
