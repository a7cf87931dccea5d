import { idempotencyKey } from '../../../../nodes/shared/parameters/idempotencyKey';
import { complaint, parse } from '../parsing';

const UUID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

describe('an idempotency key of the user', () => {
	it.each([UUID, UUID.toUpperCase(), ` ${UUID}\n`])('is a UUID: %j', (value) => {
		expect(parse(idempotencyKey, value)).toBe(value.trim());
	});

	it.each(['', ' ', null, undefined])('is made by the node when it is %j', (value) => {
		expect(parse(idempotencyKey, value)).toBeUndefined();
	});

	it.each(['order-4711', UUID.replace(/-/g, ''), `${UUID}0`, `{${UUID}}`, `${UUID}\r\nX: y`, 4711])(
		'is not %j',
		(value) => {
			expect(complaint(idempotencyKey, value)).toBe('is no UUID');
		},
	);
});
