/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { createStatus, duration } from './status';

describe('the line that tells what is waited for', () => {
	it.each([
		[400, '0 s'],
		[59_400, '59 s'],
		[125_000, '2 min 5 s'],
	])('%d ms is %s', (milliseconds, text) => {
		expect(duration(milliseconds)).toBe(text);
	});

	it('is a line for each phase where there is no terminal', () => {
		const lines: string[] = [];
		const stream = Object.assign(Object.create(process.stdout), {
			isTTY: false,
			write: (text: string) => lines.push(text),
		});
		const status = createStatus(stream);
		status.show('unpacking', '1 of 3');
		status.show('unpacking', '2 of 3');
		status.show('compiling');
		status.done();
		expect(lines).toEqual(['… unpacking: 1 of 3 (0 s)\n', '… compiling (0 s)\n']);
	});
});
