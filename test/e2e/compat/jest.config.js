const main = require('../jest.config');

/**
 * The same package in the newest n8n that runs on Node.js 20. Without a browser: the editor is
 * n8n's own there.
 *
 * @type {import('jest').Config}
 */
module.exports = {
	...main,
	rootDir: '../../..',
	roots: ['<rootDir>/test/e2e/compat'],
	testPathIgnorePatterns: [],
	globalSetup: '<rootDir>/test/e2e/compat/prepare.ts',
};
