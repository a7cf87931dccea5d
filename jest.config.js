const { availableParallelism } = require('node:os');

/** Types are checked by `npm run typecheck`; here they are only taken away, which is fast. */
const swc = (syntax) => [
	'@swc/jest',
	{
		jsc: { parser: { syntax }, target: 'es2022' },
		module: { type: 'commonjs' },
		sourceMaps: 'inline',
	},
];

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	// More than there are cores: many tests wait for retries, processes and operations.
	maxWorkers: Math.ceil(1.5 * availableParallelism()),
	// A bound against hanging, not a measure of speed: some tests start processes on busy machines.
	testTimeout: 30_000,
	roots: ['<rootDir>/test', '<rootDir>/emulator', '<rootDir>/tools'],
	testMatch: ['**/*.test.ts'],
	transform: {
		'^.+\\.ts$': swc('typescript'),
		'/json-schema-ref-parser/.+\\.js$': swc('ecmascript'),
	},
	// The one dependency (of openapi-backend) that is published as ES modules only.
	transformIgnorePatterns: ['/node_modules/(?!@apidevtools/json-schema-ref-parser/)'],
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
};
