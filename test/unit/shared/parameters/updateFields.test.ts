import { asJson } from '../../../../nodes/shared/fields/asJson';
import { stringField, stringListField } from '../../../../nodes/shared/fields/string';
import { updateFieldsCollection } from '../../../../nodes/shared/parameters/updateFields';
import { complaint, parse, TOOL_CALL } from '../parsing';

const list = stringListField('ids', 'IDs', {});
const fields = updateFieldsCollection(
	[stringField('name', 'Name'), stringField('status', 'Status'), list, asJson(list, '["a"]')],
	['name', 'ids'],
	{ atLeastOne: true, hints: { status: 'There are three.' } },
);

/** The hint of the error. */
function hintOf(entered: object): string | undefined {
	try {
		parse(fields, entered);
	} catch (error) {
		return error instanceof Error && 'hint' in error ? String(error.hint) : undefined;
	}
	return undefined;
}

describe('the fields of an update', () => {
	it('offer to clear what the API can clear, by the labels of the form', () => {
		const clear = fields.property.options?.find((option) => option.name === 'clearFields');
		expect(clear).toMatchObject({
			displayName: 'Fields to Clear',
			type: 'multiOptions',
			options: [
				{ name: 'IDs', value: 'ids' },
				{ name: 'Name', value: 'name' },
			],
		});
	});

	it('become null by choice, whatever form the choice comes in', () => {
		for (const clearFields of [['name', 'ids'], 'name, ids', '["name","ids"]', 'NAME,IDS']) {
			expect(parse(fields, { clearFields })).toEqual({ name: null, ids: null });
		}
		expect(parse(fields, { status: 'x', clearFields: 'name' })).toEqual({
			status: 'x',
			name: null,
		});
	});

	it('never become null by a blank, which is refused with the way out', () => {
		for (const nothing of ['', ' ', null, undefined]) {
			expect(complaint(fields, { name: nothing })).toBe('Name > is empty');
			expect(complaint(fields, { name: nothing }, TOOL_CALL)).toBe('has nothing in it');
			expect(parse(fields, { name: nothing, status: 'x' }, TOOL_CALL)).toEqual({ status: 'x' });
		}
		expect(hintOf({ name: '' })).toBe(
			"Enter a value, or remove the field. To clear it, choose it in 'Fields to Clear'.",
		);
		expect(hintOf({ status: '' })).toBe('Enter a value, or remove the field. There are three.');
	});

	it('are refused where one is both set and cleared', () => {
		const clearFields = ['ids'];
		expect(complaint(fields, { ids: 'a', clearFields })).toBe("IDs > is also in 'Fields to Clear'");
		expect(complaint(fields, { idsJson: '[]', clearFields })).toBe(
			"IDs > is also in 'Fields to Clear'",
		);
	});

	it('cannot clear what the API cannot', () => {
		expect(complaint(fields, { clearFields: ['status'] })).toBe(
			'Fields to Clear > must be one of ids, name',
		);
		for (const nothing of [[], '', null]) {
			expect(complaint(fields, { clearFields: nothing })).toBe('Fields to Clear > is empty');
		}
	});
});
