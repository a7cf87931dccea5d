import { action } from './badInput/action';
import { communication } from './badInput/communication';
import { configuration } from './badInput/configuration';
import { conversation } from './badInput/conversation';
import { participant } from './badInput/participant';
import { useEmulator } from './support';

const service = useEmulator();

/** The message names the field and the item, and nothing is sent. One file, because each loads n8n. */
it.each([...action, ...communication, ...configuration, ...conversation, ...participant])(
	'%s %s %j',
	async (resource, operation, parameters, message) => {
		const { error } = await service.run(resource, operation, parameters);
		expect(error?.message).toBe(message);
		expect(error?.description).toContain('Nothing was sent.');
		expect(error).toMatchObject({ context: { itemIndex: 0 } });
		expect(service.emulator.journal).toEqual([]);
	},
);

it('names the pair of resource and operation that does not exist', async () => {
	const { error } = await service.run('conversation', 'archive', {});
	expect(error?.message).toContain('archive');
	expect(service.emulator.journal).toEqual([]);
});
