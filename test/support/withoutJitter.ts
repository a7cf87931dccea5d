/** Makes retries of a test file immediate: full jitter is a random share of the backoff, here 0. */
export function withoutJitter(): void {
	beforeAll(() => jest.spyOn(Math, 'random').mockReturnValue(0));
	afterAll(() => jest.restoreAllMocks());
}
