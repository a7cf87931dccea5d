import { startEmulator } from './index';
import type { Emulator, EmulatorOptions } from './index';
import { apiOf } from './testClient';
import type { Api } from './testClient';

/** An emulator for one describe block, reset before each test, and a client of it. */
export function useApi(options: EmulatorOptions = {}): { readonly emulator: Emulator; api: Api } {
	let emulator: Emulator;
	beforeAll(async () => {
		emulator = await startEmulator(options);
	});
	beforeEach(() => emulator.reset());
	afterAll(async () => await emulator.close());
	return {
		get emulator() {
			return emulator;
		},
		api: async (...request) => await apiOf(emulator)(...request),
	};
}
