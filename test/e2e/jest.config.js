const main = require('../../jest.config');

/**
 * The tests that need a real n8n and a browser: minutes, not milliseconds, so they are no part of
 * `npm test`. Their files end with .e2e.ts, which the main configuration does not look for.
 *
 * @type {import('jest').Config}
 */
module.exports = {
	...main,
	rootDir: '../..',
	roots: ['<rootDir>/test/e2e'],
	testMatch: ['**/*.e2e.ts'],
	testPathIgnorePatterns: ['/compat/'],
	globalSetup: '<rootDir>/test/e2e/prepare.ts',
	// One n8n at a time: two would only make each other slow.
	maxWorkers: 1,
	// Bounds against hanging: an n8n that starts on a busy machine takes its time.
	testTimeout: 120_000,
	collectCoverageFrom: undefined,
};
