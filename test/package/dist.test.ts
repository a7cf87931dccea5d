import { importsOf } from './imports';
import { filesIn } from './project';

const ALLOWED = ['n8n-workflow', 'crypto', 'node:crypto'];

describe('compiled code', () => {
	const modules = [...filesIn('dist/nodes'), ...filesIn('dist/credentials')].filter((path) =>
		path.endsWith('.js'),
	);

	it('is there', () => {
		expect(modules).toContain('dist/nodes/TwilioConversations/TwilioConversations.node.js');
	});

	it('requires n8n-workflow, crypto and files of its own, nothing else', () => {
		const foreign = modules.flatMap((path) =>
			importsOf(path)
				.filter(({ specifier, file }) => !file?.startsWith('dist/') && !ALLOWED.includes(specifier))
				.map(({ specifier }) => `${path} requires ${specifier}`),
		);
		expect(foreign).toEqual([]);
		expect(modules.flatMap(importsOf).length).toBeGreaterThan(modules.length);
	});
});
