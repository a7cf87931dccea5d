import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { ItemReader } from '../../nodes/TwilioConversations/readItem';
import { defineOperation, type Operation } from '../../nodes/TwilioConversations/resources/define';
import { collectionField } from '../../nodes/shared/fields/collection';
import { type Field, InvalidValue } from '../../nodes/shared/fields/field';
import { participants } from '../../nodes/shared/parameters/participants';
import { dateTimeField } from '../../nodes/shared/fields/dateTime';
import { requiredStringField } from '../../nodes/shared/fields/string';
import { NODE } from '../support/node';

const READ = {
	...{ name: 'Read', value: 'read', action: 'Read', description: 'Read' },
	endpoint: { method: 'GET', path: '/' },
} as const;

/** A minimal n8n for the reader: the parameters of one item, and the rest of the workflow. */
function reading(parameters: Record<string, unknown>) {
	const context: unknown = {
		getNode: () => NODE,
		getTimezone: () => 'Asia/Tokyo',
		getNodeParameter: (name: string, _index: number, fallback?: unknown) =>
			parameters[name] ?? fallback,
	};
	return <Value>(field: Field<Value>): Value | undefined => {
		const values: Value[] = [];
		const operation = defineOperation({
			...READ,
			fields: [],
			execute: async () => await Promise.resolve([]),
		});
		const prepare: Operation['prepare'] = (read) => {
			values.push(read(field));
			return operation.prepare(read);
		};
		new ItemReader(context as IExecuteFunctions).prepare({ ...operation, prepare }, 4);
		return values[0];
	};
}

const additionalFields = collectionField('additionalFields', 'Additional Fields', [participants]);

/** The error that the reader throws. */
function errorOf(read: () => unknown): NodeOperationError {
	try {
		read();
	} catch (error) {
		if (error instanceof NodeOperationError) return error;
	}
	throw new NodeOperationError(NODE, 'an error of n8n was expected');
}

describe('reading the parameters of an item', () => {
	it('gives the checked value, and the default where nothing was entered', () => {
		expect(reading({ name: 'N' })(requiredStringField('name', 'Name'))).toBe('N');
		expect(reading({})(additionalFields)).toEqual({});
	});

	it("reads dates in the workflow's time zone", () => {
		const value = reading({ at: '2026-01-31T09:00:00' })(dateTimeField('at', 'At'));
		expect(value?.toISOString()).toBe('2026-01-31T00:00:00.000Z');
	});

	it('names the item and the way to the value by the labels on screen', () => {
		const entered = {
			participants: { values: [{}, { addresses: { values: [{ channel: 'FAX' }] } }] },
		};
		const error = errorOf(() => reading({ additionalFields: entered })(additionalFields));
		expect(error.message).toBe(
			"'Additional Fields > Participants > Participant 2 > Addresses > Address 1 > Channel' must be one of CHAT, RCS, SMS, VIDEO, VOICE, WHATSAPP",
		);
		expect(error.context.itemIndex).toBe(4);
	});

	it('says what to do, and that nothing was sent', () => {
		const error = (at: string) => errorOf(() => reading({ at })(dateTimeField('at', 'At')));
		expect(error('soon').description).toBe(
			'Nothing was sent. Enter a date, e.g. 2026-01-31T09:00:00Z',
		);
		const channel = { participants: { values: [{ type: 'x' }] } };
		expect(
			errorOf(() => reading({ additionalFields: channel })(additionalFields)).description,
		).toBe('Nothing was sent. Correct the value.');
	});

	it('shows what does not go together like what is wrong by itself', () => {
		const context: unknown = {
			getNode: () => NODE,
			getTimezone: () => 'UTC',
			getNodeParameter: () => 'x',
		};
		const operation = defineOperation({
			...READ,
			fields: [requiredStringField('text', 'Text')],
			toBody: ({ text }) => {
				throw new InvalidValue(`cannot be "${text}"`, 'Enter more.', ['Text']);
			},
			execute: async () => await Promise.resolve([]),
		});
		const error = errorOf(() => new ItemReader(context as IExecuteFunctions).prepare(operation, 2));
		expect(error.message).toBe(`'Text' cannot be "x"`);
		expect(error.description).toBe('Nothing was sent. Enter more.');
		expect(error.context.itemIndex).toBe(2);
	});

	it.each(['ENOENT', 'EPERM', 'ECONNRESET'])('keeps a message with %s in it', (code) => {
		expect(errorOf(() => reading({ at: code })(dateTimeField('at', 'At'))).message).toBe(
			`'At' is no date: "${code}"`,
		);
	});

	it('leaves an error of n8n alone, e.g. of an expression', () => {
		const broken = new Error('the expression is broken');
		const field = {
			...requiredStringField('name', 'Name'),
			parse: () => {
				throw broken;
			},
		};
		expect(() => reading({ name: 'N' })(field)).toThrow(broken);
	});
});
