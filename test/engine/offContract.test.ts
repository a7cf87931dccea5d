import { useEmulator } from './support';

/**
 * Answers that Twilio's document does not allow, and that were seen or cannot be ruled out. The
 * emulator's own check of its answers is off here, because it would refuse to give them.
 */
const service = useEmulator({ validateResponses: false });

it('reads a list without meta as its only page (twilio-php pull request 914)', async () => {
	service.emulator.configure({ omitListMeta: true });
	const { id } = service.conversation();
	const { json } = await service.run('conversation', 'getAll', { returnAll: true });
	expect(json.map((record) => record.id)).toEqual([id]);
});

it('finds the operation in the status URL when no header names it', async () => {
	service.emulator.configure({ operationOmitsIdHeader: true, operationOmitsLocationHeader: true });
	const { id } = service.conversation();
	const { json } = await service.run('conversation', 'delete', { conversationId: id });
	expect(json).toEqual([expect.objectContaining({ deleted: true, id })]);
});
