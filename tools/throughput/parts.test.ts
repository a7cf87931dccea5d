/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { validateRequestWithBody } from 'twilio';
import { callbacks } from './load';
import { readOptions } from './options';
import { median } from './statistics';

it('is called in its --help as it is called in package.json', () => {
	const written: string[] = [];
	jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
		written.push(String(text));
		return true;
	});
	jest.spyOn(process, 'exit').mockImplementation((code) => {
		throw new Error(`exit ${code}`);
	});
	expect(() => readOptions(['node', 'cli.ts', '--help'])).toThrow('exit 0');
	jest.restoreAllMocks();
	const [, name = ''] = /npm run (\S+)/.exec(written.join('')) ?? [];
	const { scripts } = JSON.parse(readFileSync(resolve(__dirname, '../../package.json'), 'utf8'));
	expect(scripts[name]).toContain('throughput/cli.ts');
});

describe('callbacks of the throughput measurement', () => {
	it("are signed as Twilio's own validator wants it, each with a token of its own", () => {
		const url = 'http://127.0.0.1:1/webhook/x';
		const list = callbacks(url, 'token', 3);
		for (const { path, headers, body } of list) {
			const called = `http://127.0.0.1:1${path}`;
			const signature = headers['x-twilio-signature'];
			expect(validateRequestWithBody('token', signature, called, body)).toBe(true);
			expect(validateRequestWithBody('other', signature, called, body)).toBe(false);
		}
		const tokens = list.map(({ headers }) => headers['i-twilio-idempotency-token']);
		expect(new Set(tokens).size).toBe(3);
	});
});

describe('the median', () => {
	it.each([
		[[3], 3],
		[[3, 1], 2],
		[[5, 1, 3], 3],
		[[4, 1, 3, 2], 2.5],
	])('of %j is %d', (values, expected) => {
		expect(median(values)).toBe(expected);
	});
});
