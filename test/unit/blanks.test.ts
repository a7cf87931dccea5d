import type { INodeProperties } from 'n8n-workflow';

import { resources } from '../../nodes/TwilioConversations/resources';
import type { Field } from '../../nodes/shared/fields/field';
import { type Added, addedTo, sampleOf } from '../support/addedFields';
import { isGroup } from '../support/parameters';
import { complaint, FORM, parse, TOOL_CALL } from './shared/parsing';

/**
 * One rule for every operation and everything that can be added to it, at any depth: a blank that
 * was added is refused by name; a blank from a model counts as not given.
 */
const collections = resources.flatMap((resource) =>
	resource.operations.flatMap((operation) =>
		operation.fields
			// In a group that is open from the start, a blank is what nobody entered.
			.filter(({ property }) => property.type === 'collection' && !property.required)
			.map((field): [string, Field] => [`${resource.name} ${operation.name} ${field.name}`, field]),
	),
);
const all = collections.flatMap(([where, field]) =>
	addedTo(field.property).map(
		(added) => [`${where} > ${added.labels.join(' > ')}`, field, added] as const,
	),
);

/** The common blanks; lists of rows, words or choices have more. */
const BLANKS: unknown[] = [undefined, '', null, '   '];

function blanksOf({ type, typeOptions }: INodeProperties): unknown[] {
	const rows = typeOptions?.multipleValues ? [{ values: [] }, []] : [{ values: {} }];
	return [
		...BLANKS,
		...(type === 'fixedCollection' ? [{}, ...rows] : []),
		...(type === 'multiOptions' ? [[], ','] : []),
		...(type === 'resourceLocator' ? BLANKS.map((value) => ({ __rl: true, value })) : []),
	];
}

/** Whether a key occurs anywhere in a value that was read. */
const has = (value: unknown, key: string): boolean =>
	typeof value === 'object' &&
	value !== null &&
	(key in value || Object.values(value).some((member) => has(member, key)));

it('has much to look at', () => {
	expect(collections.length).toBeGreaterThan(25);
	expect(all.length).toBeGreaterThan(100);
	const deep = all.filter(([, , { labels }]) => labels.includes('Status Timeouts'));
	expect(deep.length).toBeGreaterThan(3);
});

it.each(all)('%s is refused by name when it is blank', (_where, field, { property, ...added }) => {
	for (const blank of blanksOf(property)) {
		expect(complaint(field, added.enter(blank), FORM)).toBe(
			[...added.labels, 'is empty'].join(' > '),
		);
	}
});

/** Where a blank that counts as not given would do more: a filter of Clean Up, and what Replace clears. */
const loses = (where: string, { name }: Field, { labels: [, ...deeper] }: Added) =>
	name === 'cleanUpFilters' || (/ Replace updateFields /.test(where) && deeper.length === 0);

it.each(all.filter((row) => !loses(...row)))(
	'%s was not given when a model leaves it blank',
	(_where, field, { property, labels, enter }) => {
		// What a required collection cannot do without, a model has to give, too.
		const needed = Object(field.property.required ? sampleOf(field.property) : {});
		for (const blank of blanksOf(property)) {
			const entered = { ...needed, ...enter(blank) };
			const refused = complaint(field, entered, TOOL_CALL);
			if (property.name in needed) expect(refused).toBe([...labels, 'is empty'].join(' > '));
			else if (refused !== undefined) expect(refused).toBe('has nothing in it');
			else expect(has(parse(field, entered, TOOL_CALL), field.name)).toBe(false);
		}
	},
);

it.each(all.filter((row) => loses(...row) && row[2].property.name !== 'clearFields'))(
	'%s is refused when a model leaves it blank: more would be cleaned up or cleared',
	(_where, field, { property, labels, enter }) => {
		for (const blank of blanksOf(property)) {
			expect(complaint(field, enter(blank), TOOL_CALL)).toBe([...labels, 'is empty'].join(' > '));
		}
	},
);

/** A value as the editor opens it: a row with its cells as they are at first. */
function openedIn({ type, default: initial, options = [], typeOptions }: INodeProperties): unknown {
	if (type !== 'fixedCollection') return initial;
	const cells = options.filter(isGroup).flatMap(({ values }) => values);
	const row = Object.fromEntries(cells.map((cell) => [cell.name, openedIn(cell)]));
	return { values: typeOptions?.multipleValues ? [row] : row };
}

const lists = all.filter(([, , { property }]) => property.type === 'fixedCollection');

it.each(lists.filter((row) => !loses(...row)))(
	'%s was not given when a model fills in none of its cells',
	(_where, field, { property, enter }) => {
		const entered = enter(openedIn(property));
		const refused = complaint(field, entered, TOOL_CALL);
		if (refused !== undefined) expect(refused).toBe('has nothing in it');
		else expect(has(parse(field, entered, TOOL_CALL), field.name)).toBe(false);
	},
);
