import fc from 'fast-check';

import { describeTarget, fillPath, idNames } from '../../../nodes/api/endpoint';
import { idField } from '../../../nodes/shared/fields/resourceLocator';
import { parse } from '../shared/parsing';

const anyId = idField('actionId', 'Action ID', {});
const ACTION = '/v2/Conversations/{conversationId}/Actions/{actionId}';

describe('the ids of a path', () => {
	it('are named from the outside in', () => {
		expect(idNames(ACTION)).toEqual(['conversationId', 'actionId']);
		expect(idNames('/v2/Conversations')).toEqual([]);
	});

	it('are put where they belong', () => {
		const ids = { actionId: 'conv_action_1', conversationId: 'conv_conversation_1' };
		expect(fillPath(ACTION, ids)).toBe(
			'/v2/Conversations/conv_conversation_1/Actions/conv_action_1',
		);
	});

	it('are encoded, and taken as they are', () => {
		const ids = { conversationId: 'a b/c?d#e%2F$&$1{actionId}', actionId: 'x' };
		expect(fillPath(ACTION, ids)).toBe(
			'/v2/Conversations/a%20b%2Fc%3Fd%23e%252F%24%26%241%7BactionId%7D/Actions/x',
		);
	});

	it('never reach another path, whatever a user enters', () => {
		const entered = fc.oneof(
			fc.string(),
			fc.string({ unit: 'binary' }),
			fc.constantFrom(
				'.',
				'..',
				'...',
				'%2e%2e',
				'..%2f',
				';',
				'@',
				':',
				'\\',
				'\ud83d',
				'\ude00x',
			),
		);
		let accepted = 0;
		fc.assert(
			fc.property(entered, (value) => {
				let id: string;
				try {
					id = parse(anyId, value);
				} catch {
					// A refused path reaches nothing.
					return;
				}
				accepted++;
				const ids = { conversationId: id, actionId: 'x' };
				const { pathname, search, hash, host } = new URL(
					`https://h.example${fillPath(ACTION, ids)}`,
				);
				expect({ search, hash, host }).toEqual({ search: '', hash: '', host: 'h.example' });
				const parts = pathname.split('/');
				expect(parts).toHaveLength(6);
				expect(decodeURIComponent(parts[3])).toBe(id);
			}),
			{ numRuns: 200 },
		);
		expect(accepted).toBeGreaterThan(20);
	});
});

describe('what a path points at, in words', () => {
	it('is the innermost record and what it belongs to', () => {
		const ids = { conversationId: 'conv_1', actionId: 'act_1' };
		expect(describeTarget(ACTION, ids)).toBe('action "act_1" of the conversation "conv_1"');
		expect(describeTarget('/v2/Conversations/{conversationId}', ids)).toBe('conversation "conv_1"');
	});

	it('is nothing for a collection', () => {
		expect(describeTarget('/v2/Conversations', {})).toBeUndefined();
	});
});
