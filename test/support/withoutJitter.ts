/** For a test file: the jitter of the delays is a share of them; no share, no waiting. */
export function withoutJitter(): void {
	beforeAll(() => jest.spyOn(Math, 'random').mockReturnValue(0));
	afterAll(() => jest.restoreAllMocks());
}
