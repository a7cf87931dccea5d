import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { apiError } from '../../nodes/api/answers/errors';
import { addProgress, toErrorItem, toItemError } from '../../nodes/TwilioConversations/itemError';
import { NODE } from '../support/node';

const refusal = () => apiError(NODE, { message: 'No', description: 'Because.' }, { status: 404 });

describe('the error of an item', () => {
	it('is the error itself where n8n can show it, with the index of the item', () => {
		const error = refusal();
		expect(toItemError(NODE, 3, error)).toBe(error);
		expect(error.context.itemIndex).toBe(3);
	});

	it.each([new TypeError('x is not a function'), 'text', undefined])('is made of %p', (thrown) => {
		const error = toItemError(NODE, 2, thrown);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).not.toBeInstanceOf(NodeApiError);
		expect(error.message).toBe(thrown instanceof Error ? thrown.message : String(thrown));
		expect(error.context.itemIndex).toBe(2);
	});

	it('becomes an item with what error handling needs, that points to the item that failed', () => {
		const item = toErrorItem(toItemError(NODE, 3, refusal()));
		expect(item).toMatchObject({
			json: { error: 'No', details: { description: 'Because.', status: 404 } },
			pairedItem: { item: 3 },
		});
		expect(JSON.stringify(item.json)).not.toContain('itemIndex');
	});
});

describe('how far the step came', () => {
	it('is said where there were several items', () => {
		expect(addProgress(refusal(), 2, 5).description).toBe('Because. Of 5 items, 2 were completed.');
		const silent = new NodeOperationError(NODE, 'No');
		expect(addProgress(silent, 0, 2).description).toBe('Of 2 items, 0 were completed.');
		expect(addProgress(refusal(), 0, 1).description).toBe('Because.');
	});
});
