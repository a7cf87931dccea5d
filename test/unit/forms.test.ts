import { type INodeProperties, NodeHelpers } from 'n8n-workflow';

import { resources } from '../../nodes/TwilioConversations/resources';
import { TwilioConversations } from '../../nodes/TwilioConversations/TwilioConversations.node';
import { isChoice, isGroup, isProperty, parametersIn } from '../support/parameters';

const { description } = new TwilioConversations();

const forms = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({
		title: `${resource.value} ${operation.value}`,
		chosen: { resource: resource.value, operation: operation.value },
		operation,
		properties: operation.fields.map(({ property }) => property),
	})),
);
const names = (properties: readonly INodeProperties[]) => properties.map(({ name }) => name);

/** The lists of parameters of a form that are seen one below the other: itself, and its rows. */
function listsIn(properties: readonly INodeProperties[]): INodeProperties[][] {
	const inside = properties.flatMap(({ type, options = [], default: initial }) => {
		const cells = options.filter(isProperty);
		// The editor shows what a collection has in the order of its value; what can be added to it is
		// listed by the alphabet.
		const shown = Object.keys(type === 'collection' ? Object(initial) : {}).flatMap((name) =>
			cells.filter((cell) => cell.name === name),
		);
		return [
			...options.filter(isGroup).flatMap(({ values }) => listsIn(values)),
			...(shown.length > 0 ? listsIn(shown) : []),
		];
	});
	return [[...properties], ...inside];
}

/** Who it is, and how somebody is reached: the same way round everywhere. */
const ORDER = ['participantId', 'type', 'name', 'channel', 'addresses', 'address'];

/** What a step gives is said near the end, and how it works at the very end. */
const LAST = [
	'additionalFields',
	'updateFields',
	'simplify',
	'outputMode',
	'outputFields',
	'options',
];

describe.each(forms)('the form of $title', ({ chosen, operation, properties }) => {
	it('has who and how in one order, in itself and in its rows', () => {
		for (const list of listsIn(properties)) {
			const found = names(list).filter((name) => ORDER.includes(name));
			expect(found).toEqual(ORDER.filter((name) => found.includes(name)));
		}
	});

	it('begins with the record that it is about', () => {
		const ids = operation.endpoint.path.match(/\{\w+\}/g) ?? [];
		expect(names(properties).slice(0, ids.length)).toEqual(ids.map((id) => id.slice(1, -1)));
	});

	it('ends with fields to add, what comes out, and options', () => {
		const last = names(properties).filter((name) => LAST.includes(name));
		expect(names(properties).slice(-last.length)).toEqual(last);
		expect(last).toEqual(LAST.filter((name) => last.includes(name)));
		expect(last.at(-1)).toBe('options');
	});

	it('is open from the start where something is needed', () => {
		const groups = properties.filter(
			({ type, required, name }) =>
				type === 'fixedCollection' ||
				(type === 'collection' && required) ||
				name === 'cleanUpFilters',
		);
		for (const group of groups) {
			expect([group.name, Object.keys(Object(group.default))]).not.toEqual([group.name, []]);
		}
		// As the editor makes a node: every cell of an open group is there, with its own default.
		const node = { typeVersion: 1 };
		const made = NodeHelpers.getNodeParameters(
			...([description.properties, chosen, true, false, node, description] as const),
		);
		for (const { name, options = [], typeOptions } of groups) {
			const cells = options.filter(isGroup).flatMap(({ values }) => names(values));
			if (!typeOptions?.multipleValues) continue;
			const { values } = Object(made?.[name]) as { values?: object[] };
			expect(values?.map((row) => Object.keys(row).sort())).toEqual([[...cells].sort()]);
		}
	});

	it('asks once how lists are entered, right before the first of them, and shows one way', () => {
		const twins = parametersIn(properties).filter(({ property: { displayOptions } }) => {
			return displayOptions?.show?.['/defineUsing'] !== undefined;
		});
		const first = properties.findIndex(({ name }) => twins.some(({ path }) => path[0] === name));
		expect(names(properties).indexOf('defineUsing')).toBe(first === -1 ? -1 : first - 1);
		for (const { path, property } of twins) {
			const isJson = property.type === 'json';
			expect(property.displayOptions?.show).toEqual({
				'/defineUsing': [isJson ? 'json' : 'fields'],
			});
			// Each has its counterpart beside it.
			const other = isJson ? property.name.replace(/Json$/, '') : `${property.name}Json`;
			const paths = twins.map((twin) => twin.path.join());
			expect(paths).toContain([...path.slice(0, -1), other].join());
		}
	});

	it('shows an example of all JSON, for which n8n 2.41 has no placeholder', () => {
		const json = parametersIn(properties).filter(({ property }) => property.type === 'json');
		for (const { property } of json) {
			expect(property.hint).toMatch(/(^|; )e\.g\. [[{]/);
			expect(property.hint).toContain(property.placeholder);
		}
	});

	it('has no JSON beside a field of the same kind', () => {
		const json = parametersIn(properties).filter(({ property }) => /Json$/.test(property.name));
		for (const { property } of json) {
			expect(property.displayOptions?.show).toEqual({ '/defineUsing': ['json'] });
		}
	});
});

/** Words for what cannot be taken back, or is not what it looks like. */
const LOSS =
	/cannot be undone|cannot be opened again|is final|cleared|lose their value|overwritten|replaces? (the|all|them)|Nothing is sent|in use are/i;

describe('what can lose data is on the form', () => {
	it.each(forms)('$title', ({ operation, properties }) => {
		const notices = properties.filter(({ type }) => type === 'notice');
		const isSaid = notices.some(({ displayName }) => LOSS.test(displayName));
		const said = [operation.description, ...hoverTexts(properties)].filter((text) =>
			LOSS.test(text),
		);
		expect(isSaid ? [] : said).toEqual([]);
	});
});

/** An example says nothing of a loss, and n8n 2.41 shows no hint of a collection. */
const isHinted = ({ hint, type }: INodeProperties) =>
	hint !== undefined && !hint.startsWith('e.g. ') && !/collection$/i.test(type);

describe('what becomes of the entries of a list is on the form that changes it', () => {
	it.each(forms.filter(({ operation }) => operation.name === 'Update'))(
		'$title',
		({ operation, properties }) => {
			const said = properties.filter(({ type }) => type === 'notice').map((one) => one.displayName);
			const members = properties.find(({ name }) => name === 'updateFields')?.options ?? [];
			const lists = members
				.filter(isProperty)
				.filter(({ displayOptions }) => displayOptions?.show?.['/defineUsing'] !== undefined)
				// The API merges metadata, so nothing is lost.
				.filter(({ name }) => !/^metadata/.test(name));
			expect(lists.length).toBeGreaterThan(0);
			for (const list of lists) {
				const hints = parametersIn([list])
					.map(({ property }) => property)
					.filter(isHinted)
					.map(({ hint }) => hint);
				const isSaid = [...said, ...hints].some((text) => /replaces (the|all)/i.test(text ?? ''));
				expect([operation.action, list.name, isSaid]).toEqual([operation.action, list.name, true]);
			}
		},
	);
});

/** Texts that are shown on hover or in a dropdown alone: those of a field with a hint are not. */
function hoverTexts(properties: readonly INodeProperties[]): string[] {
	return parametersIn(properties)
		.filter(({ path: [first], property }) => !/filters/i.test(first) && !isHinted(property))
		.flatMap(({ property }) => [
			property.description ?? '',
			...(property.options ?? []).filter(isChoice).map((choice) => choice.description ?? ''),
		]);
}

it('says how many lists there are to look at', () => {
	expect(forms.flatMap(({ properties }) => listsIn(properties)).length).toBeGreaterThan(35);
});
