const tsJest = ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json' }];

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	// Jest leaves one core free by default, which on a machine with two is half of it.
	maxWorkers: '100%',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	transform: {
		'^.+\\.ts$': tsJest,
		'/json-schema-ref-parser/.+\\.js$': [
			'ts-jest',
			{
				tsconfig: { allowJs: true, module: 'commonjs', target: 'es2022', esModuleInterop: true },
				diagnostics: false,
			},
		],
	},
	// The one dependency (of openapi-backend) that is published as ES modules only.
	transformIgnorePatterns: ['/node_modules/(?!@apidevtools/json-schema-ref-parser/)'],
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
};
