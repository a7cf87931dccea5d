const main = require('../../jest.config');

/**
 * Tests that need a real n8n and a browser. They take minutes, so they are not part of `npm test`;
 * the main configuration does not match their names (.e2e.ts).
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
	// One n8n at a time: two would only slow each other down.
	maxWorkers: 1,
	// Generous, because an n8n that starts on a busy machine takes its time.
	testTimeout: 120_000,
	collectCoverageFrom: undefined,
};
