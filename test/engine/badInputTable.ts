import type { INodeParameters } from 'n8n-workflow';

import type { useEmulator } from './support';

/** What was entered, and what the user reads. */
export type Row = [
	resource: string,
	operation: string,
	parameters: INodeParameters,
	message: string,
];

/** n8n itself stops a required field that is empty, but not one whose expression gives nothing. */
export const EMPTY = '={{ $json.notThere }}';

/** One test a row: the message names the field and the item, and nothing is sent. */
export function refusesEach(service: ReturnType<typeof useEmulator>, table: Row[]): void {
	it.each(table)('%s %s %j', async (resource, operation, parameters, message) => {
		const { error } = await service.run(resource, operation, parameters);
		expect(error?.message).toBe(message);
		expect(error?.description).toContain('Nothing was sent.');
		expect(error).toMatchObject({ context: { itemIndex: 0 } });
		expect(service.emulator.journal).toEqual([]);
	});
}
